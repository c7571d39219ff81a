import { HEIGHT_MULTIPLE, WIDTH_MULTIPLE } from './fourier/fast-length';
import { gapAxis, type StripAxis, wholeAxis } from './gap-strip';
import { LUMA_WEIGHTS } from './luma';
import { assertLength, type Real, realLike, type Shape } from './model';
import { type BlurPrior, completePlane, type Run } from './most-probable';

export interface BorderOptions extends BlurPrior {
  /** Extent of the extended measurement: three planes, or one. */
  readonly shape: Shape;
  /** Where the measurement is real; all around it was made up. */
  readonly known: { readonly x: number; readonly y: number; readonly width: number; readonly height: number };
}

/**
 * Samples of the photo that the margin is made to agree with, beside the kernel's extent: on photos under motion of 5
 * to 20 pixels, borders come out as well with 16 as with 64 or with the whole photo, to 0.1 dB.
 */
const BESIDE = 16;

/**
 * Makes the invented margin of an extended measurement agree with the blur. A mirror image beyond the border is no
 * blurred picture (least of all under motion, whose mirror image points elsewhere), and deconvolution answers with
 * ripples. So the margin becomes the most probable one given what was measured beside it (most-probable.ts): first the
 * gap between the last row and the first, then, beside it, the one between the last column and the first.
 *
 * Works on luma; the planes all get its change, as colours beyond the border hardly matter. In place.
 */
export function completeBorders(y: Real, options: BorderOptions): void {
  const { shape, known, psf } = options;
  assertLength(y, shape, 'the extended measurement');
  const { width, height } = shape;
  const luma = lumaOf(y, shape);
  const before = luma.slice();
  const beside = BESIDE + Math.max(psf.width, psf.height);
  const rows = gapAxis({ length: height, offset: known.y, samples: known.height }, beside, HEIGHT_MULTIPLE);
  const columns = gapAxis({ length: width, offset: known.x, samples: known.width }, beside, WIDTH_MULTIPLE);
  const inRows = (row: number) => row >= known.y && row < known.y + known.height;
  const inColumns = (column: number) => column >= known.x && column < known.x + known.width;
  const isMeasured = (row: number, column: number) => inRows(row) && inColumns(column);
  const settings = { ...options, like: y };
  const areaOfStrips = width * rows.positions.length + height * columns.positions.length;
  const fits = known.height >= 2 * beside && known.width >= 2 * beside;
  if (fits && areaOfStrips < width * height) {
    completeStrip(luma, rows, wholeAxis(width), isMeasured, settings);
    completeStrip(
      luma,
      wholeAxis(height),
      columns,
      (row, column) => !inRows(row) || inColumns(column),
      settings,
    );
  } else {
    completeStrip(luma, wholeAxis(height), wholeAxis(width), isMeasured, settings);
  }
  const addChange = (start: number, end: number): void => {
    for (let i = start; i < end; i++) {
      const change = luma[i] - before[i];
      for (let plane = 0; plane < y.length; plane += luma.length) y[plane + i] += change;
    }
  };
  for (let row = 0; row < height; row++) {
    const start = row * width;
    addChange(start, start + (inRows(row) ? known.x : width));
    if (inRows(row)) addChange(start + known.x + known.width, start + width);
  }
}

/** Completes what isn't known of the luma where `rows` and `columns` meet. */
function completeStrip(
  luma: Real,
  rows: StripAxis,
  columns: StripAxis,
  isKnown: (row: number, column: number) => boolean,
  options: BorderOptions & { readonly like: Real },
): void {
  const [width, height] = [columns.positions.length, rows.positions.length];
  const pitch = options.shape.width;
  const strip = realLike(luma, width * height);
  const runs: Run[] = [];
  let start = -1;
  for (let i = 0, row = 0; row < height; row++) {
    const fromRow = rows.positions[row];
    for (let column = 0; column < width; column++, i++) {
      const fromColumn = columns.positions[column];
      const isBridge = fromRow < 0 || fromColumn < 0;
      if (!isBridge) strip[i] = luma[fromRow * pitch + fromColumn];
      if (!isBridge && isKnown(fromRow, fromColumn)) {
        if (start >= 0) runs.push({ start, length: i - start });
        start = -1;
      } else if (start < 0) start = i;
    }
  }
  if (start >= 0) runs.push({ start, length: width * height - start });
  bridgeOver(strip, width, height, rows.length, columns.length);
  completePlane(strip, { width, height }, runs, options);
  for (let row = 0; row < rows.length; row++) {
    const to = rows.positions[row] * pitch;
    for (let column = 0; column < columns.length; column++) {
      luma[to + columns.positions[column]] = strip[row * width + column];
    }
  }
}

/** A straight line from a strip's end to its beginning, as a start. */
function bridgeOver(strip: Real, width: number, height: number, rows: number, columns: number): void {
  for (let row = 0; row < height; row++) {
    const along = row < rows ? 0 : (row - rows + 1) / (height - rows + 1);
    for (let column = row < rows ? columns : 0; column < width; column++) {
      const i = row * width + column;
      if (row < rows) {
        const t = (column - columns + 1) / (width - columns + 1);
        strip[i] = (1 - t) * strip[row * width + columns - 1] + t * strip[row * width];
      } else {
        strip[i] = (1 - along) * strip[(rows - 1) * width + column] + along * strip[column];
      }
    }
  }
}

function lumaOf(y: Real, { width, height, channels }: Shape): Real {
  const size = width * height;
  if (channels === 1) return y.slice();
  const luma = realLike(y, size);
  const [red, green, blue] = LUMA_WEIGHTS;
  for (let i = 0; i < size; i++) luma[i] = red * y[i] + green * y[i + size] + blue * y[i + 2 * size];
  return luma;
}
