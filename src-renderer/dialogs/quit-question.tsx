import { closeWindow, saveAllProjects, unsavedPhotos } from '../actions/quit';
import { listWords, useMessages } from '../messages/messages';
import { Button } from '../parts/button';
import { DialogFrame } from '../parts/dialog-frame';
import { start } from '../state/alerts';

interface Props {
  onClose(): void;
}

/** Asked before the window is closed while something of an open photo isn't saved. */
export function QuitQuestion({ onClose }: Props) {
  const say = useMessages();
  const names = listWords(unsavedPhotos().map(({ name }) => name));
  const save = async () => {
    if (await saveAllProjects()) await closeWindow();
  };
  return (
    <DialogFrame
      title={say('quit.title')}
      role="alertdialog"
      onClose={onClose}
      foot={
        <>
          <Button onPress={() => start(closeWindow)}>{say('close.discard')}</Button>
          <Button onPress={() => start(save, 'save')}>{say('save.project')}</Button>
          <Button look="main" onPress={onClose}>
            {say('dialog.cancel')}
          </Button>
        </>
      }
    >
      <p>{say('quit.text', { names })}</p>
    </DialogFrame>
  );
}
