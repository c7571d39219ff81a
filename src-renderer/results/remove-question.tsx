import { removeResult } from '../actions/results';
import { useMessages } from '../messages/messages';
import { Button } from '../parts/button';
import { Question } from '../parts/question';
import { start } from '../state/alerts';

interface Props {
  /** Id of the result. */
  readonly result: string;
  /** Its name in the window. */
  readonly name: string;
  onClose(): void;
}

/** Asks before a result is removed, because it may have taken minutes and can't be brought back. */
export function RemoveQuestion({ result, name, onClose }: Props) {
  const say = useMessages();
  const remove = () => {
    onClose();
    start(() => removeResult(result), 'result');
  };
  return (
    <Question title={say('result.removeTitle')} text={say('result.removeText', { name })} onClose={onClose}>
      <Button onPress={remove}>{say('result.removeIt')}</Button>
    </Question>
  );
}
