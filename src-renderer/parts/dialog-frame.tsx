import './dialog-frame.css';
import { IconX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { useMessages } from '../messages/messages';
import { IconButton } from './icon-button';

interface Props {
  readonly title: string;
  readonly children: ReactNode;
  /** Buttons at the foot. */
  readonly foot?: ReactNode;
  readonly role?: 'dialog' | 'alertdialog';
  /** For contents in two columns. */
  readonly isWide?: boolean;
  onClose(): void;
}

/** A dialog over the window with a title, a close button, and a body that scrolls. */
export function DialogFrame({ title, children, foot, role = 'dialog', isWide = false, onClose }: Props) {
  const say = useMessages();
  return (
    <ModalOverlay
      className="scrim"
      isOpen
      isDismissable={role === 'dialog'}
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
    >
      <Modal className={isWide ? 'dialog-box dialog-wide' : 'dialog-box'}>
        <Dialog className="dialog" role={role}>
          <header className="dialog-head">
            <Heading slot="title" level={2}>
              {title}
            </Heading>
            <IconButton label={say('dialog.close')} icon={IconX} onPress={onClose} />
          </header>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: text that is longer than the window is scrolled by keyboard. */}
          <section className="dialog-body" tabIndex={0} aria-label={title}>
            {children}
          </section>
          {foot && <footer className="dialog-foot">{foot}</footer>}
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
