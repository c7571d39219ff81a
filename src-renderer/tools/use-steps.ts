import { usePhoto } from '../state/photo';
import { useView } from '../state/view';
import { useMaskState } from './use-mask-state';

/** Whether anything can be taken back or done again by `undo` and `redo`. */
export function useSteps(): { readonly canUndo: boolean; readonly canRedo: boolean } {
  const canUndo = useMaskState((state) => state.canUndo);
  const canRedo = useMaskState((state) => state.canRedo);
  const isPaintOver = useView((state) => state.paintOver !== null);
  const isCrop = useView((state) => state.mode === 'crop');
  const cropSteps = useView((state) => state.cropSteps);
  const steps = usePhoto((state) => state.steps);
  const { past, future } = isCrop ? cropSteps : steps;
  return isPaintOver ? { canUndo, canRedo } : { canUndo: past.length > 0, canRedo: future.length > 0 };
}
