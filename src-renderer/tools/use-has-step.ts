import { type History, nextStep, type Way } from '../state/history';
import { usePhoto } from '../state/photos';
import { overIn, useView } from '../state/view';

/** Whether `undo` or `redo` has a step: in the crop, in the painting over a result, otherwise in the photo. */
export function useHasStep(way: Way): boolean {
  const has = (steps: History<unknown>) => nextStep(steps, way) !== undefined;
  const inPhoto = usePhoto(({ steps }) => has(steps));
  const inMode = useView(({ mode }) => {
    if (mode.name === 'crop') return has(mode.crop.steps);
    const over = overIn(mode);
    return over && has(over.steps);
  });
  return inMode ?? inPhoto;
}
