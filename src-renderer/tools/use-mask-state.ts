import { useSyncExternalStore } from 'react';
import type { MaskState } from '../mask/mask-editor';
import { usePhoto } from '../state/photo';
import { useView } from '../state/view';

const NOTHING: MaskState = { canUndo: false, canRedo: false, coverage: 0, busy: false, version: 0, made: 0 };
const never = () => () => {};

/** The state of the mask that the tools work on. */
export function useMaskState(): MaskState {
  const damage = usePhoto((state) => state.mask);
  const over = useView((state) => state.paintOver?.mask);
  const mask = over ?? damage;
  return useSyncExternalStore(mask ? mask.subscribe : never, () => mask?.state() ?? NOTHING);
}
