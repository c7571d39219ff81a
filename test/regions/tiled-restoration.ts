import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { recipeSchema } from '../../src-main/contract/recipe';
import type { RawPicture } from '../../src-main/imaging/raw-picture';
import { describeProblem } from '../../src-main/measurement/problem';
import { openDenoiser } from '../../src-main/network/denoiser';
import { fillNormal, STREAM } from '../../src-main/noise/philox';
import { loadPffft } from '../../src-main/operators/fourier/pffft';
import { workspacePool } from '../../src-main/operators/kernels/workspace';
import { restorePhoto } from '../../src-main/regions/restore';
import { planTiles } from '../../src-main/sampling/tiles';

/** A square of a photo in 8-bit levels, interleaved RGB. */
export interface Square {
  readonly side: number;
  readonly levels: Float32Array;
}

/** The part of ../shared's astronaut (public domain, NASA) that begins at (x, y). Rejects where it isn't there. */
export async function astronaut(side: number, x: number, y: number): Promise<Square> {
  const { data } = await sharp('../shared/eval/free_demo/astronaut.png')
    .removeAlpha()
    .extract({ left: x, top: y, width: side, height: side })
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { side, levels: Float32Array.from(data) };
}

export function withNoise({ side, levels }: Square, std: number): Square {
  const noise = new Float32Array(levels.length);
  const draw = { seed: 1, stream: STREAM.measurementNoise, sample: 0 };
  fillNormal(noise, { x: 0, y: 0, width: 3 * side, height: side, channels: 1 }, draw, std);
  return { side, levels: levels.map((value, i) => Math.min(255, Math.max(0, value + noise[i]))) };
}

/** A box of 60 pixels and scratches over the whole square; 255 is damaged. */
export function damage(side: number): Uint8Array {
  const mask = new Uint8Array(side * side);
  const corner = Math.round(0.34 * side);
  for (let y = 0; y < side; y++) {
    for (let x = 0; x < side; x++) {
      const box = x >= corner && x < corner + 60 && y >= corner && y < corner + 60;
      const scratch = (x + 2 * y) % 173 < 5 || (3 * x - y + 4 * side) % 241 < 6;
      mask[y * side + x] = box || scratch ? 255 : 0;
    }
  }
  return mask;
}

export interface Setting {
  readonly recipe: Record<string, unknown>;
  readonly square: Square;
  readonly mask?: Uint8Array;
  readonly tileSize: number;
  readonly threads?: number;
}

/** The answer in 8-bit levels (from 16-bit samples, so that rounding hides nothing), and how many tiles ran. */
export async function restoreSquare({ recipe: words, square, mask, tileSize, threads }: Setting) {
  const folder = await mkdtemp(join(tmpdir(), 'daguerre-tiled-'));
  const denoiser = await openDenoiser({ modelPath: 'models/eps-universal.onnx', provider: 'cpu', threads });
  try {
    const { side, levels } = square;
    const photo = await store(
      join(folder, 'photo.raw'),
      side,
      3,
      Uint16Array.from(levels, (v) => Math.round(v * 257)),
    );
    const maskPicture = mask && (await store(join(folder, 'mask.raw'), side, 1, mask));
    const recipe = recipeSchema.parse(words);
    const problem = describeProblem({ recipe, tone: { kind: 'free' }, fft: await loadPffft() });
    const output = join(folder, 'out.raw');
    const report = await restorePhoto(
      { photo, problem, recipe, mask: maskPicture, outputs: [output], depth: 16, tileSize },
      {
        network: (input) => denoiser.run(input),
        beside: denoiser.beside,
        workspaces: workspacePool(),
        progress: () => {},
        signal: new AbortController().signal,
      },
    );
    const bytes = await readFile(output);
    const samples = new Uint16Array(Uint8Array.from(bytes).buffer);
    return { levels: Float32Array.from(samples, (v) => v / 257), tiles: report.tiles };
  } finally {
    await denoiser.dispose();
    await rm(folder, { recursive: true });
  }
}

async function store(
  path: string,
  side: number,
  channels: 1 | 3,
  samples: Uint8Array | Uint16Array,
): Promise<RawPicture> {
  await writeFile(path, samples);
  return { path, width: side, height: side, channels, depth: samples instanceof Uint16Array ? 16 : 8 };
}

/** Differences in levels over the pixels where `counts` is not 0 (everywhere, if left out). */
export function difference(a: Float32Array, b: Float32Array, counts?: Uint8Array) {
  let sum = 0;
  let number = 0;
  let worst = 0;
  for (let i = 0; i < a.length; i++) {
    if (counts && counts[Math.floor(i / 3)] === 0) continue;
    const d = Math.abs(a[i] - b[i]);
    sum += d * d;
    number++;
    worst = Math.max(worst, d);
  }
  return { rms: Math.sqrt(sum / number), worst };
}

/**
 * What shows of the tiles' borders, in levels: the root of the energy (mean squared second difference) of `tiled -
 * untiled` across the lines where tiles meet (the middle of their overlap and both ends of the cross-fade) beyond its
 * energy elsewhere. A step of s levels along all of them is s / sqrt(3): two of each line's six columns (or rows) see
 * it. Only pixels where `counts` is 1 (everywhere, if left out) are looked at.
 */
export function seamLevels(
  tiled: Float32Array,
  untiled: Float32Array,
  side: number,
  tileSize: number,
  counts?: Uint8Array,
): number {
  const onLine = new Uint8Array(side);
  for (const line of borders(side, tileSize)) {
    for (const middle of [line - 8, line, line + 8]) for (const x of [middle - 1, middle]) onLine[x] = 1;
  }
  const energy = [0, 0];
  const number = [0, 0];
  const look = (i: number, step: number, position: number) => {
    if (position < 1 || position >= side - 1 || (counts && counts[Math.floor(i / 3)] === 0)) return;
    const at = (j: number) => tiled[j] - untiled[j];
    energy[onLine[position]] += (at(i - step) - 2 * at(i) + at(i + step)) ** 2;
    number[onLine[position]]++;
  };
  for (let i = 0; i < tiled.length; i++) {
    const pixel = Math.floor(i / 3);
    look(i, 3, pixel % side);
    look(i, 3 * side, Math.floor(pixel / side));
  }
  return Math.sqrt(Math.max(0, energy[1] / number[1] - energy[0] / number[0]));
}

/** The middles of the overlaps of tiles along a side. */
export function borders(side: number, tileSize: number): number[] {
  const { tiles } = planTiles(side, 16, tileSize);
  return tiles.slice(1).map((tile, i) => (tiles[i].x + tiles[i].width + tile.x) / 2);
}
