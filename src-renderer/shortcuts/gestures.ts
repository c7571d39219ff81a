import type { MessageKey } from '../messages/keys';

interface Gesture {
  /** What is pressed. */
  readonly keys: MessageKey;
  /** What it does on the photo. */
  readonly does: MessageKey;
}

/** What mouse and keys mean on the photo itself (picture/pointer-input.ts, zoom-input.ts, key-input.ts), for the sheet. */
export const GESTURES: Readonly<Record<'mouse' | 'keyboard', readonly Gesture[]>> = {
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
