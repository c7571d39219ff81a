import { useSyncExternalStore } from 'react';
import type { MaskState } from '../mask/mask-editor';
import { usePhoto } from '../state/photos';
import { overIn, useView } from '../state/view';

const NOTHING: MaskState = { damagedPixels: 0, busy: false, version: 0 };
const never = () => () => {};

/** A part of the current mask's state. Each stroke changes the state, but rarely the part. */
export function useMaskState<T extends boolean | number>(part: (state: MaskState) => T): T {
  const damage = usePhoto((state) => state.mask);
  const over = useView((state) => overIn(state.mode)?.mask);
  const mask = over ?? damage;
  return useSyncExternalStore(mask ? mask.subscribe : never, () => part(mask?.state() ?? NOTHING));
}
