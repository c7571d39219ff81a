import type { PictureRef } from '../src-main/contract/window/basics';
import type { Live } from '../src-main/contract/window/jobs';
import type { StageLayer } from './picture/stage-types';
import { type Photo, shownResult } from './state/photo';
import type { ShownPhoto } from './state/photos';
import type { useView } from './state/view';

/** The layers over the photo, from the bottom: the shown result, the current job's pictures, and the invented parts. */
export function layersOf(
  photo: Pick<ShownPhoto, 'document' | 'results' | 'shown' | 'looked' | 'spread'>,
  lives: readonly Live[],
  view: Pick<ReturnType<typeof useView.getState>, 'mode' | 'spreadShown'>,
): StageLayer[] {
  const { document, looked, spread } = photo;
  if (!document || view.mode.name === 'crop') return [];
  const whole = { x: 0, y: 0, width: document.width, height: document.height };
  const layers: StageLayer[] = [];
  const result = shownResult(photo);
  if (result) {
    layers.push({ id: result.id, picture: looked[result.id] ?? result.picture, area: whole, opacity: 1 });
  }
  for (const { document: of, job, picture, area, part } of lives) {
    if (of !== document.id) continue;
    layers.push({ id: `${job} ${area.x},${area.y},${area.width}`, picture, area, opacity: 1, framed: part });
  }
  if (spread && view.spreadShown) {
    layers.push({ id: 'spread', picture: spread.picture, area: whole, opacity: 0.75 });
  }
  return layers;
}

/** The picture that is visible through the marks while one result is painted over another. */
export function throughOf(
  { results, looked }: Pick<Photo, 'results' | 'looked'>,
  over: string | undefined,
): PictureRef | null {
  const result = results.find(({ id }) => id === over);
  return result ? (looked[result.id] ?? result.picture) : null;
}
