import { closeWindow, saveAllProjects, unsavedPhotos } from '../actions/quit';
import { saveProject } from '../actions/save';
import { closeDocument } from '../actions/switch';
import { listWords, useMessages } from '../messages/messages';
import { Button } from '../parts/button';
import { Question } from '../parts/question';
import { start } from '../state/alerts';
import { usePhoto } from '../state/photos';

interface Props {
  onClose(): void;
}

/** Asks before a photo with unsaved work is closed. */
export function CloseQuestion({ onClose }: Props) {
  const say = useMessages();
  const document = usePhoto((state) => state.document);
  if (!document) return null;
  const close = () => {
    onClose();
    start(() => closeDocument(document.id));
  };
  const save = async () => {
    const saved = await saveProject();
    if (saved) close();
    return saved;
  };
  return (
    <Question title={say('close.title', { name: document.name })} text={say('close.text')} onClose={onClose}>
      <Button onPress={close}>{say('close.discard')}</Button>
      <Button onPress={() => start(save, 'save')}>{say('save.project')}</Button>
    </Question>
  );
}

interface QuitProps {
  onClose(): void;
}

/** Asks before the window is closed with unsaved work. */
export function QuitQuestion({ onClose }: QuitProps) {
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
