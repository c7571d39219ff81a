import type { Rectangle } from '../contract/geometry';
import type { RawPicture, RawSamples } from './raw-picture';

/** Side of the blocks turned one at a time. Square blocks keep the source area small at every angle. */
const BLOCK = 512;

export function* blocksOf({ width, height }: Pick<RawPicture, 'width' | 'height'>): Generator<Rectangle> {
  for (let y = 0; y < height; y += BLOCK) {
    for (let x = 0; x < width; x += BLOCK) {
      yield { x, y, width: Math.min(BLOCK, width - x), height: Math.min(BLOCK, height - y) };
    }
  }
}

/** Maps pixels of a turned area to their source. */
export interface Turn {
  readonly cos: number;
  readonly sin: number;
  /** Source coordinates of the target's upper left corner. */
  readonly x: number;
  readonly y: number;
  /** The pixels of `picture` that a block is interpolated from. */
  rectangle(block: Rectangle, picture: Pick<RawPicture, 'width' | 'height'>): Rectangle;
}

/** The turn, clockwise by `angle` degrees about the area's middle, that fills a target of about the area's size. */
export function sourceOf(area: Rectangle, angle: number, target: Pick<RawPicture, 'width' | 'height'>): Turn {
  const cos = Math.cos((angle * Math.PI) / 180);
  const sin = Math.sin((angle * Math.PI) / 180);
  const x = area.x + area.width / 2 - (target.width * cos - target.height * sin) / 2;
  const y = area.y + area.height / 2 - (target.width * sin + target.height * cos) / 2;
  const rectangle: Turn['rectangle'] = (block, picture) => {
    const corners = [block.x, block.x + block.width].flatMap((u) =>
      [block.y, block.y + block.height].map((v) => [x + u * cos - v * sin, y + u * sin + v * cos]),
    );
    const sideUnder = (places: number[], size: number) => {
      const first = Math.min(size - 1, Math.max(0, Math.floor(Math.min(...places)) - 2));
      const last = Math.min(size - 1, Math.max(first, Math.ceil(Math.max(...places)) + 2));
      return [first, last - first + 1];
    };
    const [left, width] = sideUnder(
      corners.map(([u]) => u),
      picture.width,
    );
    const [top, height] = sideUnder(
      corners.map(([, v]) => v),
      picture.height,
    );
    return { x: left, y: top, width, height };
  };
  return { cos, sin, x, y, rectangle };
}

/** Fills a block of the target from the samples of `under`. Positions beyond them take the nearest sample. */
export function turnBlock(
  samples: RawSamples,
  under: Rectangle,
  { channels, depth }: Pick<RawPicture, 'channels' | 'depth'>,
  turn: Turn,
  block: Rectangle,
  out: RawSamples,
): void {
  const white = depth === 16 ? 65535 : 255;
  const columns = new Int32Array(4);
  const rows = new Int32Array(4);
  const across = new Float64Array(4);
  const down = new Float64Array(4);
  let target = 0;
  for (let v = block.y + 0.5; v < block.y + block.height; v++) {
    for (let u = block.x + 0.5; u < block.x + block.width; u++, target += channels) {
      // A sample lies at the centre of its pixel.
      catmullRom(turn.x + u * turn.cos - v * turn.sin - 0.5 - under.x, under.width, columns, across);
      catmullRom(turn.y + u * turn.sin + v * turn.cos - 0.5 - under.y, under.height, rows, down);
      for (let c = 0; c < channels; c++) {
        let sum = 0;
        for (let j = 0; j < 4; j++) {
          const start = rows[j] * under.width;
          let line = 0;
          for (let i = 0; i < 4; i++) line += across[i] * samples[(start + columns[i]) * channels + c];
          sum += down[j] * line;
        }
        out[target + c] = Math.round(Math.min(white, Math.max(0, sum)));
      }
    }
  }
}

/** Finds the four samples around a position and their weights, by the cubic of Catmull and Rom (a = -1/2). */
function catmullRom(place: number, size: number, indices: Int32Array, weights: Float64Array): void {
  const first = Math.floor(place);
  const t = place - first;
  for (let k = 0; k < 4; k++) indices[k] = Math.min(size - 1, Math.max(0, first - 1 + k));
  weights[0] = t * (-0.5 + t * (1 - 0.5 * t));
  weights[1] = 1 + t * t * (-2.5 + 1.5 * t);
  weights[2] = t * (0.5 + t * (2 - 1.5 * t));
  weights[3] = t * t * (-0.5 + 0.5 * t);
}
