import type { Rectangle } from '../../contract/geometry';
import type { OpenPicture } from '../../imaging/raw-picture';
import { readMeasurement } from '../../measurement/read-measurement';

/**
 * Reads the part of a smaller copy that lies under `area` of the photo (which may reach beyond it) and enlarges it
 * bilinearly with half-pixel centres. Returns three planes in [-1, 1].
 */
export async function readEnlarged(
  copy: OpenPicture,
  area: Rectangle,
  factor: number,
): Promise<Float32Array> {
  const columns = interpolation(area.x, area.width, factor);
  const rows = interpolation(area.y, area.height, factor);
  const part = { x: columns.from, y: rows.from, width: columns.count, height: rows.count };
  const source = await readMeasurement(copy, part, 1);
  const out = new Float32Array(3 * area.width * area.height);
  let i = 0;
  for (let plane = 0; plane < 3; plane++) {
    for (let y = 0; y < area.height; y++) {
      const upper = (plane * part.height + rows.near[y]) * part.width;
      const low = rows.share[y];
      for (let x = 0; x < area.width; x++) {
        const at = upper + columns.near[x];
        const right = columns.share[x];
        const above = source[at] + right * (source[at + 1] - source[at]);
        const below =
          source[at + part.width] + right * (source[at + part.width + 1] - source[at + part.width]);
        out[i++] = above + low * (below - above);
      }
    }
  }
  return out;
}

interface Interpolation {
  /** The first sample of the copy that is needed, and how many are. */
  readonly from: number;
  readonly count: number;
  /** For each pixel the sample to its left, counted from `from`, and the weight of the next sample. */
  readonly near: Int32Array;
  readonly share: Float64Array;
}

function interpolation(start: number, length: number, factor: number): Interpolation {
  const positions = Float64Array.from({ length }, (_, i) => (start + i + 0.5) / factor - 0.5);
  const from = Math.floor(positions[0]);
  const near = Int32Array.from(positions, (position) => Math.floor(position) - from);
  const share = positions.map((position) => position - Math.floor(position));
  return { from, count: near[length - 1] + 2, near, share };
}
