import { useMessages } from '../messages/messages';
import { Button } from '../parts/button';
import { DialogFrame } from '../parts/dialog-frame';

interface Props {
  onReplace(): void;
  onClose(): void;
}

/** Asked before the photo's own file is written over. */
export function ReplaceQuestion({ onReplace, onClose }: Props) {
  const say = useMessages();
  return (
    <DialogFrame
      title={say('save.replaceTitle')}
      role="alertdialog"
      onClose={onClose}
      foot={
        <>
          <Button onPress={onReplace}>{say('save.replace')}</Button>
          <Button look="main" onPress={onClose}>
            {say('dialog.cancel')}
          </Button>
        </>
      }
    >
      <p>{say('save.replaceText')}</p>
    </DialogFrame>
  );
}
