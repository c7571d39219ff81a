// A separate program (npm run bench builds and starts it): what a restoration costs beside the network.

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { standardTables } from '../../src-main/contract/jpeg-tables';
import { type Recipe, recipeSchema } from '../../src-main/contract/recipe';
import type { RawPicture } from '../../src-main/imaging/raw-picture';
import { describeProblem } from '../../src-main/measurement/problem';
import { loadPffft } from '../../src-main/operators/fourier/pffft';
import { workspacePool } from '../../src-main/operators/kernels/workspace';
import { restorePhoto } from '../../src-main/regions/restore';

/** A restored picture of 1.6 megapixels, whatever the operator. */
const [WIDTH, HEIGHT] = [1536, 1056];
const REPEATS = 5;
const workspaces = workspacePool();

interface Case {
  readonly name: string;
  readonly recipe: Record<string, unknown>;
  /** Milliseconds per megapixel of the restored picture and call of the network. */
  readonly bar: number;
}

const CASES: readonly Case[] = [
  { name: 'denoise', recipe: { operator: 'denoise', noise: 25 }, bar: 20 },
  { name: 'inpaint', recipe: { operator: 'inpaint' }, bar: 20 },
  { name: 'colorize', recipe: { operator: 'colorize' }, bar: 20 },
  { name: 'upscale 2', recipe: { operator: 'upscale', scale: 2 }, bar: 20 },
  { name: 'upscale 4', recipe: { operator: 'upscale', scale: 4 }, bar: 20 },
  { name: 'deblur-gaussian', recipe: { operator: 'deblur-gaussian', blur: 1.6, noise: 2 }, bar: 60 },
  { name: 'deblur-motion', recipe: { operator: 'deblur-motion', length: 15, angle: 30, noise: 2 }, bar: 60 },
  { name: 'jpeg', recipe: { operator: 'jpeg', quality: 40, subsampling: '4:2:0' }, bar: 60 },
  {
    name: 'inpaint+jpeg',
    recipe: { operator: ['inpaint', 'jpeg'], quality: 40, subsampling: '4:2:0' },
    // The scratches cut every third block of the file: 8400 systems a call.
    bar: 75,
  },
];

void main();

async function main(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'daguerre-bench-'));
  try {
    const rows = [];
    const chosen = process.argv.slice(2);
    for (const entry of CASES) {
      if (chosen.length === 0 || chosen.includes(entry.name)) rows.push(await measure(folder, entry));
    }
    process.stdout.write(`${JSON.stringify(rows)}\n`);
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function measure(folder: string, { name, recipe: words, bar }: Case) {
  const recipe = recipeSchema.parse({ ...words, steps: 8 });
  const scale = recipe.scale ?? 1;
  const photo = await picture(join(folder, 'photo.raw'), WIDTH / scale, HEIGHT / scale, 3, texture);
  const mask = recipe.operator.includes('inpaint')
    ? await picture(join(folder, 'mask.raw'), WIDTH, HEIGHT, 1, stripes)
    : undefined;
  const wall: number[] = [];
  const processor: number[] = [];
  let tiles = 0;
  for (let repeat = 0; repeat <= REPEATS; repeat++) {
    const used = process.cpuUsage();
    const report = await restore(recipe, photo, mask, join(folder, 'out.raw'));
    // The first run compiles.
    if (repeat === 0) continue;
    const unit = ((WIDTH * HEIGHT) / 1e6) * recipe.steps;
    wall.push((1000 * report.sampleSeconds) / unit);
    processor.push(process.cpuUsage(used).user / 1000 / unit);
    tiles = report.tiles;
  }
  const value = median(wall);
  return {
    name,
    tiles,
    milliseconds: value,
    processorMilliseconds: median(processor),
    bar,
    ok: value <= bar,
  };
}

/** The program's own path, with a network that at once returns its input. */
async function restore(recipe: Recipe, photo: RawPicture, mask: RawPicture | undefined, output: string) {
  const jpeg = recipe.quality !== undefined && {
    jpeg: {
      tables: standardTables(recipe.quality, recipe.subsampling ?? '4:2:0'),
      offset: { x: 0, y: 0 },
    },
  };
  const problem = describeProblem({ recipe, tone: { kind: 'free' }, fft: await loadPffft(), ...jpeg });
  return restorePhoto(
    { photo, problem, recipe, mask, outputs: [output], depth: 8 },
    {
      network: async ({ pivot }) => pivot,
      workspaces,
      progress: () => {},
      signal: new AbortController().signal,
    },
  );
}

async function picture(
  path: string,
  width: number,
  height: number,
  channels: 1 | 3,
  valueAt: (x: number, y: number, channel: number) => number,
): Promise<RawPicture> {
  const samples = new Uint8Array(width * height * channels);
  let i = 0;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) for (let c = 0; c < channels; c++) samples[i++] = valueAt(x, y, c);
  }
  await writeFile(path, samples);
  return { path, width, height, channels, depth: 8 };
}

function texture(x: number, y: number, channel: number): number {
  return 128 + 60 * Math.sin(x / 17 + channel) * Math.cos(y / 23) + 30 * Math.sin((x * y) / 900);
}

/** Scratches all over: every tile runs. */
function stripes(x: number, y: number): number {
  return (x + 3 * y) % 97 < 4 ? 255 : 0;
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)];
}
