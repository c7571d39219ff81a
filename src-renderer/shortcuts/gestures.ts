import type { MessageKey } from '../messages/keys';

interface Gesture {
  /** The keys or buttons. */
  readonly keys: MessageKey;
  /** The effect on the photo. */
  readonly does: MessageKey;
}

/** Gestures of mouse and keyboard on the photo (picture/pointer-input.ts, zoom-input.ts, key-input.ts), for the dialog. */
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
