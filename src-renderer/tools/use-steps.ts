import { usePhoto } from '../state/photo';
import { useView } from '../state/view';
import { useMaskState } from './use-mask-state';

/** Whether anything can be taken back or done again: of what is painted over a result, else of the photo. */
export function useSteps(): { readonly canUndo: boolean; readonly canRedo: boolean } {
  const { canUndo, canRedo } = useMaskState();
  const isPaintOver = useView((state) => state.paintOver !== null);
  const { past, future } = usePhoto((state) => state.steps);
  return isPaintOver ? { canUndo, canRedo } : { canUndo: past.length > 0, canRedo: future.length > 0 };
}
