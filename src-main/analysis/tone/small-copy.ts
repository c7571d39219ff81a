import { isDamaged } from '../../contract/mask';
import { type RawPicture, readRectangle } from '../../imaging/raw-picture';
import { emptyPlane, type Plane, withPicture } from '../plane';

/** Longest side of the copy, in pixels. */
const LONGEST = 384;
/** Rows of each block that are read. More rows of a large picture would take time and not change its tone. */
const ROWS_READ = 4;

/** A copy of a photo, with three equal planes if it is grey, that consists of means over the undamaged pixels of blocks. */
export interface SmallCopy {
  /** Pixels of the photo per pixel of the copy, along each side. */
  readonly factor: number;
  /** Red, green, blue in 8-bit levels. */
  readonly colours: readonly [Plane, Plane, Plane];
  /** Share of the pixels read of each block that are undamaged; 0 if it is below a half. */
  readonly known: Plane;
}

/** Creates the copy; `mask` has the photo's size. */
export async function smallCopy(
  photo: RawPicture,
  mask?: RawPicture,
  signal?: AbortSignal,
): Promise<SmallCopy> {
  const factor = Math.ceil(Math.max(photo.width, photo.height) / LONGEST);
  const [width, height] = [Math.ceil(photo.width / factor), Math.ceil(photo.height / factor)];
  const copy: SmallCopy = {
    factor,
    colours: [emptyPlane(width, height), emptyPlane(width, height), emptyPlane(width, height)],
    known: emptyPlane(width, height),
  };
  const levels = photo.depth === 16 ? 1 / 257 : 1;
  const rowsOf = async (
    picture: RawPicture,
    read: (row: number, samples: ArrayLike<number>, rows: number) => void,
  ) =>
    withPicture(picture, async (file) => {
      for (let row = 0; row < height; row++) {
        signal?.throwIfAborted();
        const y = row * factor;
        const rows = Math.min(factor, ROWS_READ, photo.height - y);
        read(row, await readRectangle(file, picture, { x: 0, y, width: photo.width, height: rows }), rows);
      }
    });
  const damaged: Uint8Array[] = [];
  if (mask) {
    await rowsOf(mask, (_, samples) =>
      damaged.push(Uint8Array.from(samples, (value) => (isDamaged(value) ? 1 : 0))),
    );
  }
  await rowsOf(photo, (row, samples, rows) => {
    addBlocks(
      copy,
      row,
      { samples, rows, width: photo.width, channels: photo.channels, levels, factor },
      damaged[row],
    );
  });
  return copy;
}

interface Strip {
  readonly samples: ArrayLike<number>;
  readonly rows: number;
  readonly width: number;
  readonly channels: number;
  readonly levels: number;
  readonly factor: number;
}

function addBlocks(
  { colours, known }: SmallCopy,
  row: number,
  strip: Strip,
  damaged: Uint8Array | undefined,
): void {
  const { samples, rows, width, channels, levels, factor } = strip;
  const [red, green, blue] = colours;
  const [second, third] = channels < 3 ? [0, 0] : [1, 2];
  for (let column = 0; column < known.width; column++) {
    const right = Math.min(width, (column + 1) * factor);
    let [count, r, g, b] = [0, 0, 0, 0];
    for (let y = 0; y < rows; y++) {
      for (let pixel = y * width + column * factor; pixel < y * width + right; pixel++) {
        if (damaged?.[pixel]) continue;
        count++;
        r += samples[pixel * channels];
        g += samples[pixel * channels + second];
        b += samples[pixel * channels + third];
      }
    }
    const share = count / (rows * (right - column * factor));
    if (share < 0.5) continue;
    const at = row * known.width + column;
    const gain = levels / count;
    red.data[at] = r * gain;
    green.data[at] = g * gain;
    blue.data[at] = b * gain;
    known.data[at] = share;
  }
}
