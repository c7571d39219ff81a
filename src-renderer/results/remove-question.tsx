import { removeResult } from '../actions/results';
import { useMessages } from '../messages/messages';
import { Button } from '../parts/button';
import { DialogFrame } from '../parts/dialog-frame';
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
    <DialogFrame
      title={say('result.removeTitle')}
      role="alertdialog"
      onClose={onClose}
      foot={
        <>
          <Button onPress={remove}>{say('result.removeIt')}</Button>
          <Button look="main" onPress={onClose}>
            {say('dialog.cancel')}
          </Button>
        </>
      }
    >
      <p>{say('result.removeText', { name })}</p>
    </DialogFrame>
  );
}
