import './shortcuts-dialog.css';
import { runCommand } from '../actions/commands';
import { REVIEW_KEYS } from '../library/review-action';
import { useMessages } from '../messages/messages';
import { Button } from '../parts/button';
import { DialogFrame } from '../parts/dialog-frame';
import { GESTURES } from '../shortcuts/gestures';
import { ALL_KEYS, SHORTCUTS, shortcutText } from '../shortcuts/table';
import { isMac } from '../state/program';

interface Props {
  onClose(): void;
}

/** Every shortcut, from the handler's own table, and the gestures of mouse and keyboard on the photo. */
export function ShortcutsDialog({ onClose }: Props) {
  const say = useMessages();
  const gestures = (kind: keyof typeof GESTURES) =>
    GESTURES[kind].map(({ keys, does }) => ({ label: say(does), keys: [say(keys)] }));
  return (
    <DialogFrame
      title={say('command.shortcuts')}
      isWide
      onClose={onClose}
      foot={<Button onPress={() => runCommand('help')}>{say('command.help')}</Button>}
    >
      <Keys
        rows={SHORTCUTS.map((shortcut) => ({
          label: say(shortcut.label),
          keys: ALL_KEYS.filter(({ name }) => name === shortcut.name).map((keys) =>
            shortcutText(keys, isMac()),
          ),
        }))}
      />
      <h3>{say('shortcuts.mouse')}</h3>
      <Keys rows={gestures('mouse')} />
      <h3>{say('shortcuts.keyboard')}</h3>
      <Keys rows={gestures('keyboard')} />
      <h3>{say('shortcuts.review')}</h3>
      <Keys rows={REVIEW_KEYS.map(({ keys, does }) => ({ label: say(does), keys }))} />
    </DialogFrame>
  );
}

interface KeysProps {
  readonly rows: readonly { readonly label: string; readonly keys: readonly string[] }[];
}

function Keys({ rows }: KeysProps) {
  return (
    <dl className="shortcuts">
      {rows.map(({ label, keys }) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>
            {keys.map((key) => (
              <kbd key={key}>{key}</kbd>
            ))}
          </dd>
        </div>
      ))}
    </dl>
  );
}
