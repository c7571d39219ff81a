// A separate program (hashes.mjs builds and starts it): hashes of restored and degraded photos, of scores and of what a
// photo shows by itself, as one JSON object on standard output.

import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { analysePicture } from '../../src-main/analysis/analyse';
import { findTone } from '../../src-main/analysis/tone/find-tone';
import { standardTables } from '../../src-main/contract/jpeg-tables';
import { recipeSchema } from '../../src-main/contract/recipe';
import { toneOf } from '../../src-main/contract/recipe-facts';
import { scorePhoto } from '../../src-main/evaluation/score-photo';
import { TASK_NAMES } from '../../src-main/evaluation/tasks';
import type { RawPicture } from '../../src-main/imaging/raw-picture';
import { degradePhoto } from '../../src-main/measurement/degrade';
import { describeProblem } from '../../src-main/measurement/problem';
import { loadModel } from '../../src-main/network/model-card';
import { openSession } from '../../src-main/network/session';
import { loadPffft } from '../../src-main/operators/fourier/pffft';
import { workspacePool } from '../../src-main/operators/kernels/workspace';
import { restorePhoto } from '../../src-main/regions/restore';
import type { Network } from '../../src-main/sampling/region-denoiser';
import { HASH_CASES, type HashCase, PHOTO, type Photo } from './hash-cases';

void main();

async function main(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'daguerre-hashes-'));
  const session = await openSession(await loadModel('test/fixtures/models/tiny.onnx'), {
    provider: 'cpu',
    threads: 1,
  });
  try {
    const networks = { linear, tiny: session.run };
    const table: Record<string, string> = {};
    for (const entry of HASH_CASES) {
      table[entry.name] = await restored(folder, entry, networks[entry.network ?? 'linear']);
      if (entry.network !== 'tiny') table[`${entry.name}: degraded`] = await degraded(folder, entry);
    }
    Object.assign(table, await evaluated(folder), await analysed(folder));
    process.stdout.write(JSON.stringify(table));
  } finally {
    await session.dispose();
    await rm(folder, { recursive: true });
  }
}

/**
 * A denoiser in plain arithmetic that uses all its inputs: the pivot's means over crosses of pixels, drawn towards the
 * anchor the more the noisier the pivot is, and moved a little by the geometry.
 */
async function linear({ width, height, pivot, anchor, std, geometry }: Parameters<Network>[0]) {
  const pixels = width * height;
  const lean = 0.001 * geometry.reduce((sum, value, i) => sum + value * ((i % 7) + 1), 0);
  const mean = new Float32Array(3 * pixels);
  for (let i = 0; i < mean.length; i++) {
    const at = i % pixels;
    const x = at % width;
    const left = pivot[x > 0 ? i - 1 : i];
    const right = pivot[x < width - 1 ? i + 1 : i];
    const above = pivot[at >= width ? i - width : i];
    const below = pivot[at < pixels - width ? i + width : i];
    const noise = i < pixels ? std[at] : std[pixels + at];
    const trust = 1 / (1 + noise * noise);
    const cross = 0.5 * pivot[i] + 0.125 * (left + right + above + below);
    mean[i] = trust * cross + (1 - trust) * 0.9 * anchor[i] + lean;
  }
  return mean;
}

async function problemOf(folder: string, entry: HashCase) {
  // The usual detail of some is the mean, which says less.
  const recipe = recipeSchema.parse({ detail: 1, ...entry.recipe });
  const photo = await store(join(folder, 'photo.raw'), { ...PHOTO, ...entry.photo }, colours);
  const masked = recipe.operator.includes('inpaint');
  const flags = { ...photo, channels: 1, depth: 8 } as const;
  const mask = masked
    ? await store(join(folder, 'mask.raw'), flags, entry.wideHole ? wide : scratches)
    : undefined;
  const tables = standardTables(recipe.quality ?? 75, recipe.subsampling ?? '4:2:0');
  const jpeg = { tables, offset: entry.blockOffset ?? { x: 0, y: 0 } };
  const kernel = entry.kernel
    ? { width: 3, height: 3, data: Float64Array.of(1, 2, 1, 2, 8, 1, 0, 1, 0).map((v) => v / 16) }
    : undefined;
  const problem = describeProblem({
    recipe,
    tone: await findTone({ photo, mask, choice: toneOf(recipe) }),
    kernel,
    jpeg,
    fft: await loadPffft(),
  });
  return { recipe, photo, mask, problem };
}

const workspaces = workspacePool();

async function restored(folder: string, entry: HashCase, network: Network): Promise<string> {
  const { recipe, photo, mask, problem } = await problemOf(folder, entry);
  const outputs = Array.from({ length: recipe.samples }, (_, i) => join(folder, `out-${i}.raw`));
  const report = await restorePhoto(
    { photo, problem, recipe, mask, outputs, depth: photo.depth, tileSize: entry.tileSize },
    { network, workspaces, progress: () => {}, signal: new AbortController().signal },
  );
  const { path: _, ...extent } = report.outputs[0];
  const files = await Promise.all(outputs.map((path) => readFile(path)));
  return hashOf(JSON.stringify([extent, report.calls, report.tiles]), ...files);
}

async function degraded(folder: string, entry: HashCase): Promise<string> {
  const { path, ...extent } = await degradePhoto({
    ...(await problemOf(folder, entry)),
    output: join(folder, 'degraded.raw'),
    depth: 16,
  });
  return hashOf(JSON.stringify(extent), await readFile(path));
}

async function evaluated(folder: string): Promise<Record<string, string>> {
  const photo = await store(join(folder, 'photo.raw'), { ...PHOTO, width: 192, height: 192 }, colours);
  const table: Record<string, string> = {};
  for (const operator of TASK_NAMES) {
    const scores = await scorePhoto(
      { operator, photo, seed: 3, samples: 4 },
      { network: linear, fft: await loadPffft(), beforeCall: async () => {} },
    );
    table[`evaluation: ${operator}`] = hashOf(JSON.stringify(scores));
  }
  return table;
}

/** A finder that finds no damage. */
async function nothing(_: Float32Array, width: number, height: number): Promise<Float32Array> {
  return new Float32Array(width * height);
}

async function analysed(folder: string): Promise<Record<string, string>> {
  const table: Record<string, string> = {};
  for (const [name, photo] of Object.entries({ colours: PHOTO, grey: { ...PHOTO, channels: 1 } } as const)) {
    const picture = await store(join(folder, 'photo.raw'), { ...photo, width: 400, height: 300 }, colours);
    const suggestions = await analysePicture(picture, {
      finder: nothing,
      fft: await loadPffft(),
      jpeg: standardTables(60, '4:2:0'),
    });
    table[`analysis: ${name}`] = hashOf(JSON.stringify(suggestions));
  }
  return table;
}

function hashOf(...parts: readonly (string | Uint8Array)[]): string {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest('hex').slice(0, 16);
}

type Paint = (x: number, y: number, channel: number, random: number) => number;

/** Slopes, edges and grain, from 0 to 1. */
function colours(x: number, y: number, channel: number, random: number): number {
  const slope = ((x * (channel + 2) + 3 * y) % 97) / 97;
  const edge = (x >> 4) % 2 === (y >> 5) % 2 ? 0.3 : 0;
  return 0.1 + 0.4 * slope + edge + 0.15 * random;
}

function scratches(x: number, y: number): number {
  return (x + 2 * y) % 61 < 4 || (x >= 40 && x < 52 && y >= 30 && y < 41) ? 1 : 0;
}

function wide(x: number, y: number): number {
  return (x - 100) * (x - 100) + (y - 44) * (y - 44) < 900 ? 1 : 0;
}

async function store(path: string, photo: Photo, paint: Paint): Promise<RawPicture> {
  const { width, height, channels, depth, copied } = photo;
  const white = depth === 8 ? 255 : 65535;
  const length = width * height * channels;
  const samples = depth === 8 ? new Uint8Array(length) : new Uint16Array(length);
  let state = 1;
  let random = 0;
  for (let i = 0; i < length; i++) {
    const channel = copied ? 0 : i % channels;
    const pixel = Math.floor(i / channels);
    if (!copied || i % channels === 0) {
      // The minimal standard generator of Park and Miller.
      state = (state * 48271) % 2147483647;
      random = state / 2147483647;
    }
    samples[i] = Math.round(white * paint(pixel % width, Math.floor(pixel / width), channel, random));
  }
  await writeFile(path, samples);
  return { path, width, height, channels, depth };
}
