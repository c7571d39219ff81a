import type { Rectangle } from '../contract/geometry';

/** Pictures of up to so many pixels are analysed whole. */
const WHOLE = 1_300_000;
const SIDE = 288;
const ACROSS = 4;

/**
 * The areas that represent a picture: all of a small one, otherwise 16 areas of 288x288 pixels spread evenly, so that
 * time and memory don't grow with the picture. Origins are multiples of 16, like those of JPEG's blocks.
 */
export function analysedAreas(width: number, height: number): Rectangle[] {
  if (width * height <= WHOLE) return [{ x: 0, y: 0, width, height }];
  const columns = starts(width);
  return starts(height).flatMap((row) =>
    columns.map((column) => ({
      x: column.start,
      y: row.start,
      width: column.length,
      height: row.length,
    })),
  );
}

function starts(extent: number): { start: number; length: number }[] {
  const length = Math.min(SIDE, extent);
  const count = Math.min(ACROSS, Math.max(1, Math.floor(extent / SIDE)));
  const step = extent / count;
  return Array.from({ length: count }, (_, i) => {
    const middle = (i + 0.5) * step - length / 2;
    return { start: Math.max(0, Math.min(extent - length, Math.floor(middle / 16) * 16)), length };
  });
}
