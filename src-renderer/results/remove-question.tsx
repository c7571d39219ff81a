import { removeResult } from '../actions/results';
import { useMessages } from '../messages/messages';
import { Button } from '../parts/button';
import { Question } from '../parts/question';
import { start } from '../state/alerts';

interface Props {
  /** Id of the result. */
  readonly result: string;
  /** What the window calls it. */
  readonly name: string;
  onClose(): void;
}

/** Asked before a result is removed: it may have taken minutes, and nothing brings it back. */
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
