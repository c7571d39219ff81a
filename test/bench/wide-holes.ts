// A separate program (test/bench/holes.mjs builds and starts it): wide holes restored on the photo alone, and coarse to
// fine as the program does it.

import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { recipeSchema } from '../../src-main/contract/recipe';
import { crps, LEVELS } from '../../src-main/evaluation/metrics';
import type { RawPicture } from '../../src-main/imaging/raw-picture';
import { toPlanes } from '../../src-main/measurement/photo-planes';
import { describeProblem } from '../../src-main/measurement/problem';
import { openDenoiser } from '../../src-main/network/denoiser';
import { loadPffft } from '../../src-main/operators/fourier/pffft';
import { workspacePool } from '../../src-main/operators/kernels/workspace';
import { restorePhoto } from '../../src-main/regions/restore';
import { drawSample } from '../../src-main/sampling/draw-sample';
import { planTiles } from '../../src-main/sampling/tiles';

/** Side of the crop from the middle of a photo. */
const SIDE = 256;
const PLANE = SIDE * SIDE;
const SAMPLES = 4;

type Damage = (x: number, y: number) => boolean;
const HOLES: Readonly<Record<string, Damage>> = {
  'stroke 24': stroke(60, 70, 190, 180, 12),
  'stroke 40': stroke(70, 75, 180, 170, 20),
  'box 48': (x, y) => x >= 105 && x < 153 && y >= 107 && y < 155,
  'box 96': (x, y) => x >= 82 && x < 178 && y >= 79 && y < 175,
};

function stroke(x0: number, y0: number, x1: number, y1: number, radius: number): Damage {
  const [dx, dy] = [x1 - x0, y1 - y0];
  return (x, y) => {
    const along = Math.min(1, Math.max(0, ((x - x0) * dx + (y - y0) * dy) / (dx * dx + dy * dy)));
    return Math.hypot(x - x0 - along * dx, y - y0 - along * dy) <= radius;
  };
}

void main();

async function main(): Promise<void> {
  const [photos, limit, model] = process.argv.slice(2);
  const folder = await mkdtemp(join(tmpdir(), 'daguerre-holes-'));
  const denoiser = await openDenoiser({ modelPath: model, provider: 'cpu' });
  try {
    const names = (await readdir(photos)).filter((name) => name.endsWith('.png')).sort();
    const step = Math.max(1, Math.floor(names.length / Number(limit)));
    const chosen = names.filter((_, i) => i % step === 0).slice(0, Number(limit));
    for (const [hole, damaged] of Object.entries(HOLES)) {
      const scores: Scores[] = [];
      for (const [seed, name] of chosen.entries()) {
        const crop = await cropOf(join(photos, name), join(folder, 'photo.raw'));
        scores.push(await score(crop, damaged, seed, folder, denoiser.run));
      }
      for (const way of ['photo alone', 'coarse to fine'] as const) {
        for (const calls of ['one', 'eight'] as const) {
          const rows = scores.map((each) => each[way][calls]);
          process.stdout.write(
            `${JSON.stringify({ hole, way, calls, photos: rows.length, ...mean(rows) })}\n`,
          );
        }
      }
    }
  } finally {
    await denoiser.dispose();
    await rm(folder, { recursive: true });
  }
}

/** In 8-bit levels but for the PSNR, over the hole alone. */
interface Row {
  readonly psnr: number;
  /** Error of the hole's mean, and its size. */
  readonly bias: number;
  readonly absoluteBias: number;
  /** Root mean square step across the rim; the photo's own beside it. */
  readonly rim: number;
  readonly rimOfPhoto: number;
  readonly crps: number;
}

type Scores = Record<'photo alone' | 'coarse to fine', Record<'one' | 'eight', Row>>;

async function score(
  photo: RawPicture,
  damaged: Damage,
  seed: number,
  folder: string,
  network: Parameters<typeof drawSample>[0]['network'],
): Promise<Scores> {
  const truth = toPlanes(await readFile(photo.path), photo);
  const measured = Uint8Array.from({ length: PLANE }, (_, i) =>
    damaged(i % SIDE, Math.floor(i / SIDE)) ? 0 : 1,
  );
  const mask: RawPicture = {
    path: join(folder, 'mask.raw'),
    width: SIDE,
    height: SIDE,
    channels: 1,
    depth: 8,
  };
  await writeFile(
    mask.path,
    measured.map((value) => 255 * (1 - value)),
  );
  const fft = await loadPffft();
  const alone = async (preview: boolean, sample: number) => {
    const recipe = recipeSchema.parse({ operator: 'inpaint', seed, preview });
    const area = { x: 0, y: 0, width: SIDE, height: SIDE };
    const model = describeProblem({ recipe, tone: { kind: 'free' }, fft }).build(area, measured);
    const y = truth.map((value, i) => value * measured[i % PLANE]);
    const steps = preview ? 1 : recipe.steps;
    const plan = planTiles(SIDE, SIDE, SIDE);
    return drawSample({
      observation: model.observe(y),
      plan,
      network,
      origin: area,
      seed,
      sample,
      steps,
      measuredIsPutBack: true,
    });
  };
  const coarse = async (preview: boolean, samples: number) => {
    const recipe = recipeSchema.parse({ operator: 'inpaint', seed, preview });
    const problem = describeProblem({ recipe, tone: { kind: 'free' }, fft });
    const outputs = Array.from({ length: samples }, (_, i) => join(folder, `out-${i}.raw`));
    const report = await restorePhoto(
      { photo, problem, recipe, mask, outputs, depth: 16, tileSize: SIDE },
      { network, workspaces: workspacePool(), progress: () => {}, signal: new AbortController().signal },
    );
    return Promise.all(
      report.outputs.map(async (output) => {
        const bytes = Uint8Array.from(await readFile(output.path));
        return toPlanes(new Uint16Array(bytes.buffer), output);
      }),
    );
  };
  const rows = (one: Float32Array[], eight: Float32Array[]) => ({
    one: rowOf(one, truth, measured),
    eight: rowOf(eight, truth, measured),
  });
  const eight: Float32Array[] = [];
  for (let sample = 0; sample < SAMPLES; sample++) eight.push(await alone(false, sample));
  return {
    'photo alone': rows([await alone(true, 0)], eight),
    'coarse to fine': rows(await coarse(true, 1), await coarse(false, SAMPLES)),
  };
}

function rowOf(answers: readonly Float32Array[], truth: Float32Array, measured: Uint8Array): Row {
  const holeOf = (planes: Float32Array) => planes.filter((_, i) => measured[i % PLANE] === 0);
  const holes = answers.map((answer) => holeOf(answer.map((value) => Math.min(1, Math.max(-1, value)))));
  const hole = holeOf(truth);
  const each = holes.map((values, k) => {
    let squares = 0;
    let sum = 0;
    for (let i = 0; i < hole.length; i++) {
      squares += (values[i] - hole[i]) ** 2;
      sum += values[i] - hole[i];
    }
    const bias = (LEVELS * sum) / hole.length;
    const rim = rimOf(answers[k], truth, measured);
    const psnr = 10 * Math.log10((4 * hole.length) / squares);
    return { psnr, bias, absoluteBias: Math.abs(bias), rim, rimOfPhoto: rimOf(truth, truth, measured) };
  });
  // With a single answer, the score is its mean absolute error.
  const error = () => holes[0].reduce((sum, value, i) => sum + Math.abs(value - hole[i]), 0) / hole.length;
  return { ...mean(each), crps: LEVELS * (holes.length > 1 ? crps(holes, hole) : error()) };
}

/** Steps from the hole's pixels to their measured neighbours. */
function rimOf(answer: Float32Array, truth: Float32Array, measured: Uint8Array): number {
  let squares = 0;
  let count = 0;
  for (let i = 0; i < PLANE - SIDE; i++) {
    for (const j of [i + 1, i + SIDE]) {
      if (measured[i] === measured[j]) continue;
      const [inside, outside] = measured[i] === 0 ? [i, j] : [j, i];
      for (let plane = 0; plane < answer.length; plane += PLANE) {
        squares += (answer[plane + inside] - truth[plane + outside]) ** 2;
        count++;
      }
    }
  }
  return LEVELS * Math.sqrt(squares / count);
}

function mean<T extends { [Key in keyof T]: number }>(rows: readonly T[]): T {
  const [first] = rows;
  const average = { ...first };
  for (const key in first) {
    let sum = 0;
    for (const row of rows) sum += row[key];
    Object.assign(average, { [key]: sum / rows.length });
  }
  return average;
}

async function cropOf(source: string, path: string): Promise<RawPicture> {
  const { width, height } = await sharp(source).metadata();
  const left = Math.floor((width - SIDE) / 2);
  const top = Math.floor((height - SIDE) / 2);
  await writeFile(
    path,
    await sharp(source).extract({ left, top, width: SIDE, height: SIDE }).removeAlpha().raw().toBuffer(),
  );
  return { path, width: SIDE, height: SIDE, channels: 3, depth: 8 };
}
