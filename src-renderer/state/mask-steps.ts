import type { MaskEditor } from '../mask/mask-editor';
import { tick } from '../repairs/suggested';
import { usePhoto } from './photo';
import { changeRepairs, useRepairs } from './repairs';
import { changePhoto } from './shelf';
import { withMask } from './steps';
import { following } from './undo';

/** Counts every change of an open photo's mask as a step, until the returned function is called. */
export function keepMaskSteps(document: string, mask: MaskEditor): () => void {
  let { made } = mask.state();
  return mask.subscribe(() => {
    // Undo and redo make no step: what was taken back must not tick anything again.
    if (mask.state().made === made) return;
    made = mask.state().made;
    changePhoto(document, ({ steps }) => ({ steps: withMask(steps) }));
    if (usePhoto.getState().mask === mask) following(() => tickScratches(mask));
  });
}

/** Whoever marks damage wants it repaired: the first mark ticks the repair. */
function tickScratches(mask: MaskEditor): void {
  const { repairs } = useRepairs.getState();
  if (mask.state().coverage > 0 && !repairs.scratches.on) {
    changeRepairs((current) => tick(current, 'scratches', true));
  }
}
