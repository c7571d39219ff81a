import './shortcuts-dialog.css';
import { useMessages } from '../messages/messages';
import { DialogFrame } from '../parts/dialog-frame';
import { SHORTCUTS, shortcutText } from '../shortcuts/table';
import { isMac } from '../state/program';

interface Props {
  onClose(): void;
}

/** Every shortcut, from the same table that the handler reads. */
export function ShortcutsDialog({ onClose }: Props) {
  const say = useMessages();
  return (
    <DialogFrame title={say('command.shortcuts')} onClose={onClose}>
      <dl className="shortcuts">
        {SHORTCUTS.map((shortcut) => (
          <div key={shortcut.name}>
            <dt>{say(shortcut.label)}</dt>
            <dd>
              <kbd>{shortcutText(shortcut, isMac())}</kbd>
            </dd>
          </div>
        ))}
      </dl>
    </DialogFrame>
  );
}
