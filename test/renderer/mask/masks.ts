import fc from 'fast-check';
import type { Extent } from '../../../src-main/contract/geometry';
import { MASK_TILE } from '../../../src-main/contract/window/mask-tiles';
import type { MaskStep } from '../../../src-renderer/mask/delta';
import { createMaskEditor, type MaskEditor } from '../../../src-renderer/mask/mask-editor';
import { keyColumn, keyRow, tileExtent } from '../../../src-renderer/mask/tiles';
import {
  type History,
  moved,
  NO_HISTORY,
  nextStep,
  type Way,
  withStep,
} from '../../../src-renderer/state/history';
import { evenly } from '../../evenly';

/** Every value of a mask, row after row. */
export function flat(tiles: ReadonlyMap<number, Uint8Array>, { width, height }: Extent): Uint8Array {
  const values = new Uint8Array(width * height);
  for (const [key, tile] of tiles) {
    const within = tileExtent(key, { width, height });
    for (let y = 0; y < within.height; y++) {
      const at = (keyRow(key) * MASK_TILE + y) * width + keyColumn(key) * MASK_TILE;
      values.set(tile.subarray(y * MASK_TILE, y * MASK_TILE + within.width), at);
    }
  }
  return values;
}

export const valuesOf = (mask: MaskEditor) => flat(mask.tiles(), mask);

/** Places in and a little around a photo of 600 by 400. */
export const place = fc.record({
  x: evenly(-40, 640),
  y: evenly(-40, 440),
});
export const size = evenly(1, 90);

/** A drawn step of any kind, to be carried out on an editor. */
export const drawing = fc.oneof(
  fc
    .record({
      mode: fc.constantFrom('add' as const, 'subtract' as const),
      hardness: evenly(0, 1),
      size,
      points: fc.array(place, { minLength: 1, maxLength: 4 }),
    })
    .map(({ mode, hardness, size, points }) => (mask: MaskEditor) => {
      const [first = { x: 0, y: 0 }, ...rest] = points;
      mask.beginStroke(mode, hardness, size, { ...first, size });
      mask.strokeTo(rest.map((point) => ({ ...point, size })));
      mask.endStroke();
    }),
  fc.array(place, { minLength: 3, maxLength: 6 }).map((points) => (mask: MaskEditor) => {
    mask.fillPolygon(points, 'add');
  }),
  fc.array(place, { minLength: 3, maxLength: 6 }).map((points) => (mask: MaskEditor) => {
    mask.fillPolygon(points, 'subtract');
  }),
  fc.record({ points: fc.array(place, { minLength: 1, maxLength: 4 }), size }).map((line) => {
    return (mask: MaskEditor) => mask.strokeLine(line.points, line.size, 'add');
  }),
);

export const PHOTO = { width: 600, height: 400 };

/** Where two masks first differ; -1 where they are the same. (Matchers take seconds for arrays this long.) */
export function difference(a: Uint8Array, b: Uint8Array | undefined): number {
  if (b === undefined || a.length !== b.length) return 0;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return i;
  return -1;
}

/** A mask whose steps are kept in order, as the window keeps them. */
export function withSteps(extent: Extent) {
  let steps: History<MaskStep> = NO_HISTORY;
  const mask = createMaskEditor(extent, (step) => {
    steps = withStep(steps, step);
  });
  const flip = (way: Way) =>
    mask.flip(() => {
      const step = nextStep(steps, way) ?? null;
      steps = moved(steps, way);
      return step;
    });
  return { mask, steps: () => steps, undo: () => flip('undo'), redo: () => flip('redo') };
}
