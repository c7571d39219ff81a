import { useMessages } from '../messages/messages';
import { Button } from '../parts/button';
import { Question } from '../parts/question';

interface Props {
  onReplace(): void;
  onClose(): void;
}

/** Asks before the photo's own file is replaced. */
export function ReplaceQuestion({ onReplace, onClose }: Props) {
  const say = useMessages();
  return (
    <Question title={say('save.replaceTitle')} text={say('save.replaceText')} onClose={onClose}>
      <Button onPress={onReplace}>{say('save.replace')}</Button>
    </Question>
  );
}
