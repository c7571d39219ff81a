import { useShallow } from 'zustand/react/shallow';
import { usePhoto } from '../state/photo';
import { useView } from '../state/view';
import { useMaskState } from './use-mask-state';

const ends = ({ past, future }: { past: readonly unknown[]; future: readonly unknown[] }) => ({
  canUndo: past.length > 0,
  canRedo: future.length > 0,
});

/** Whether anything can be taken back or done again by `undo` and `redo`. */
export function useSteps(): { readonly canUndo: boolean; readonly canRedo: boolean } {
  const canUndo = useMaskState((state) => state.canUndo);
  const canRedo = useMaskState((state) => state.canRedo);
  const isPaintOver = useView((state) => state.paintOver !== null);
  const isCrop = useView((state) => state.mode === 'crop');
  const crop = useView(useShallow((state) => ends(state.cropSteps)));
  // Not the steps themselves: each stroke makes others.
  const photo = usePhoto(useShallow((state) => ends(state.steps)));
  if (isPaintOver) return { canUndo, canRedo };
  return isCrop ? crop : photo;
}
