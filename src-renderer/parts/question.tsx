import type { ReactNode } from 'react';
import { useMessages } from '../messages/messages';
import { Button } from './button';
import { DialogFrame } from './dialog-frame';

interface Props {
  readonly title: string;
  readonly text: string;
  /** Buttons for the possible actions. */
  readonly children: ReactNode;
  onClose(): void;
}

/** Asks before an irreversible action. The main button cancels. */
export function Question({ title, text, children, onClose }: Props) {
  const say = useMessages();
  return (
    <DialogFrame
      title={title}
      role="alertdialog"
      onClose={onClose}
      foot={
        <>
          {children}
          <Button look="main" onPress={onClose}>
            {say('dialog.cancel')}
          </Button>
        </>
      }
    >
      <p>{text}</p>
    </DialogFrame>
  );
}
