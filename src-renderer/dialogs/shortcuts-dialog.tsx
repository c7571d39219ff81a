import './shortcuts-dialog.css';
import { runCommand } from '../actions/commands';
import { REVIEW_KEYS } from '../library/review-action';
import type { MessageKey } from '../messages/keys';
import { useMessages } from '../messages/messages';
import { Button } from '../parts/button';
import { DialogFrame } from '../parts/dialog-frame';
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

interface Gesture {
  /** The keys or buttons. */
  readonly keys: MessageKey;
  /** The effect on the photo. */
  readonly does: MessageKey;
}

/** Gestures of mouse and keyboard on the photo (picture/pointer-input.ts, zoom-input.ts, key-input.ts), for the dialog. */
const GESTURES: Readonly<Record<'mouse' | 'keyboard', readonly Gesture[]>> = {
  mouse: [
    { keys: 'key.shiftClick', does: 'gesture.straight' },
    { keys: 'key.rightButton', does: 'gesture.erase' },
    { keys: 'key.panBy', does: 'gesture.pan' },
    { keys: 'key.ctrlWheel', does: 'gesture.zoom' },
  ],
  keyboard: [
    { keys: 'key.arrows', does: 'gesture.crosshair' },
    { keys: 'key.space', does: 'gesture.mark' },
    { keys: 'key.backspace', does: 'gesture.back' },
  ],
};
