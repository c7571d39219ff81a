import type { Plane } from '../plane';
import { marksOf } from './marks';
import { type Finder, probabilityOf } from './probability';

/** Sensitivity for damage in an unrequested analysis: a clean photo should hardly show any. */
const SENSITIVITY = 0.2;

/** The share of pixels that are marked as damage in areas of a picture (one or three planes each), at full size only. */
export async function damagedShare(
  areas: readonly (readonly Plane[])[],
  finder: Finder,
  signal?: AbortSignal,
): Promise<number> {
  let [marked, pixels] = [0, 0];
  for (const planes of areas) {
    signal?.throwIfAborted();
    const { data, ...extent } = await probabilityOf(planes, finder);
    const marks = marksOf({ ...extent, data: data.map((value) => 255 * value) }, SENSITIVITY);
    for (const mark of marks) if (mark > 0) marked++;
    pixels += marks.length;
  }
  return pixels > 0 ? marked / pixels : 0;
}
