import { attempt } from './alerts';
import { moveCrop } from './crop-steps';
import { moved, nextStep, type Way } from './history';
import { change, photoOf, shownPhoto } from './photos';
import { stage } from './stage';
import { moveStroke } from './strokes';
import { keepOver, overIn, type PaintOver, useView } from './view';

/** Takes the newest step back: of a crop's frame, of what is painted over a result, else of marks and repairs. */
export function undo(): Promise<void> {
  return go('undo');
}

/** Does the step again that was taken back last. */
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

/** The mask asks for the step once all that was asked of it before is done. */
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
    // What was taken back is to be seen; marks are seen on the photo.
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
