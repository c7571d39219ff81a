import { closeWindow, saveAllProjects, unsavedPhotos } from '../actions/quit';
import { listWords, useMessages } from '../messages/messages';
import { Button } from '../parts/button';
import { Question } from '../parts/question';
import { start } from '../state/alerts';

interface Props {
  onClose(): void;
}

/** Asks before the window is closed with unsaved work. */
export function QuitQuestion({ onClose }: Props) {
  const say = useMessages();
  const names = listWords(unsavedPhotos().map(({ name }) => name));
  const save = async () => {
    if (await saveAllProjects()) await closeWindow();
  };
  return (
    <Question title={say('quit.title')} text={say('quit.text', { names })} onClose={onClose}>
      <Button onPress={() => start(closeWindow)}>{say('close.discard')}</Button>
      <Button onPress={() => start(save, 'save')}>{say('save.project')}</Button>
    </Question>
  );
}
