import { attempt } from './alerts';
import { moveCrop } from './crop-steps';
import { moved, nextStep, type Way } from './history';
import { change, photoOf, shownPhoto } from './photos';
import { stage } from './stage';
import { moveStroke } from './strokes';
import { keepOver, overIn, type PaintOver, useView } from './view';

/** Undoes the newest step: of the crop frame, of the painting over a result, otherwise of marks and repairs. */
export function undo(): Promise<void> {
  return go('undo');
}

/** Redoes the last undone step. */
export function redo(): Promise<void> {
  return go('redo');
}

async function go(way: Way): Promise<void> {
  const { mode } = useView.getState();
  if (mode.name === 'crop') return moveCrop(way);
  if (way === 'undo' && stage()?.takeBack()) return;
  const over = overIn(mode);
  await attempt(() => (over ? movePaint(over, way) : moveStep(way)));
}

/** Moves one step; the mask asks for it after its earlier operations. */
async function moveStep(way: Way): Promise<void> {
  const { document, mask } = shownPhoto();
  if (!document) return;
  await mask.flip(() => {
    const photo = photoOf(document.id);
    const step = photo && nextStep(photo.steps, way);
    if (!step) return null;
    change({ why: way, document: document.id });
    if (step.heal) {
      moveStroke(document.id, step.heal, way);
      return null;
    }
    // The panel shows the change; marks are visible on the photo.
    if (step.marks === null) useView.setState({ panel: 'repairs' });
    return step.marks;
  });
}

async function movePaint({ mask }: PaintOver, way: Way): Promise<void> {
  await mask.flip(() => {
    const over = overIn(useView.getState().mode);
    const step = over?.mask === mask && nextStep(over.steps, way);
    if (!step) return null;
    keepOver({ ...over, steps: moved(over.steps, way) });
    return step;
  });
}
