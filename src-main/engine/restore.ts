import { open } from 'node:fs/promises';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Recipe } from '../contract/recipe';
import { type RawPicture, type RawSamples, type Rectangle, readRectangle } from '../imaging/raw-picture';
import type { Shape } from '../operators/model';
import { openVectorSpace, type VectorSpace } from '../operators/wasm/vector-space';
import { greyMeans } from './colourless';
import { drawSample } from './draw-sample';
import type { LiveView } from './live-view';
import { startOutput } from './output-start';
import { colourChannels } from './photo-planes';
import type { Problem } from './problem';
import type { Network } from './region-denoiser';
import { type OpenPicture, readMeasured, readMeasurement, writeAnswer } from './region-io';
import { planRegions, type Region, type RegionInput, writtenPart } from './regions';
import { cropPlan, decidedPart, planTiles, type TilePlan } from './tiles';

export interface RestoreJob {
  readonly photo: RawPicture;
  readonly problem: Problem;
  readonly recipe: Recipe;
  /** One channel of the photo's size, non-zero where it is damaged. */
  readonly mask?: RawPicture | undefined;
  /** One raw file a sample, created here. */
  readonly outputs: readonly string[];
  /** Bits per sample of the outputs. */
  readonly depth: 8 | 16;
  /** Largest side of a tile; left out, what costs least for the photo and its damage. */
  readonly tileSize?: number | undefined;
}

export interface RestoreProgress {
  /** Network calls so far and in all. */
  readonly calls: number;
  readonly totalCalls: number;
  /** Of the sample (candidate) that is being drawn. */
  readonly sample: number;
  readonly step: number;
  readonly steps: number;
}

export interface RestoreReport {
  readonly outputs: readonly RawPicture[];
  readonly calls: number;
  readonly tiles: number;
  /** Seconds for anchors, noise, pivots, solver steps, tiles and the network. */
  readonly sampleSeconds: number;
}

export interface RestoreContext {
  readonly network: Network;
  progress(value: RestoreProgress): void;
  readonly signal: AbortSignal;
  /** Waited for before each network call: a job that was told to pause stands here. */
  pause?(): Promise<void>;
  /** Shown what a region has after each step. */
  live?(view: LiveView): Promise<void>;
}

/**
 * Draws samples of the posterior of a photo, region by region, into raw files. Where the problem keeps undamaged
 * pixels, only tiles that meet the mask run and all other samples stay those of the photo. Memory is bounded by the
 * region; the result depends on photo, mask, recipe and network alone. Rejects with the signal's reason when aborted
 * (the unfinished files are the caller's to remove).
 */
export async function restorePhoto(job: RestoreJob, context: RestoreContext): Promise<RestoreReport> {
  const photo: OpenPicture = { picture: job.photo, file: await open(job.photo.path, 'r') };
  const mask = job.mask && { picture: job.mask, file: await open(job.mask.path, 'r') };
  try {
    const work = await planWork(job, mask);
    const steps = job.recipe.preview ? 1 : job.recipe.steps;
    const tiles = work.reduce((sum, { plan }) => sum + plan.tiles.length, 0);
    const run: Run = {
      job,
      context,
      photo,
      mask,
      work,
      steps,
      totalCalls: tiles * steps * job.outputs.length,
      colours: colourChannels(outputPicture(job, '')),
      calls: 0,
      seconds: 0,
      space: openVectorSpace(Math.max(0, ...work.map(numbersFor))),
    };
    const outputs: RawPicture[] = [];
    for (const [sample, path] of job.outputs.entries()) outputs.push(await writeSample(run, sample, path));
    // Only here: after an error something may still hold its arrays.
    run.space.close();
    return { outputs, calls: run.calls, tiles, sampleSeconds: run.seconds };
  } finally {
    await photo.file.close();
    await mask?.file.close();
  }
}

interface Work {
  readonly region: Region;
  readonly plan: TilePlan;
}

interface Run {
  readonly job: RestoreJob;
  readonly context: RestoreContext;
  readonly photo: OpenPicture;
  readonly mask: OpenPicture | undefined;
  readonly work: readonly Work[];
  readonly steps: number;
  readonly totalCalls: number;
  /** Colour channels of the outputs. */
  readonly colours: 1 | 3;
  /** Holds what is calculated of a region; empty between regions. */
  readonly space: VectorSpace;
  calls: number;
  seconds: number;
}

async function writeSample(run: Run, sample: number, path: string): Promise<RawPicture> {
  const { job } = run;
  const picture = outputPicture(job, path);
  const file = await startOutput(run.photo, picture, job.problem.scale, job.problem.keepsUndamaged);
  try {
    for (const work of run.work) {
      const { answer, measured } = await sampleRegion(run, work, sample);
      const kept = job.problem.keepsUndamaged && measured && { photo: run.photo, undamaged: measured };
      await writeAnswer({ file, picture }, work.region, answer, kept || undefined);
      run.space.clear();
    }
  } finally {
    await file.close();
  }
  return picture;
}

interface Answer {
  readonly answer: Float32Array;
  readonly measured: Uint8Array | undefined;
}

async function sampleRegion(run: Run, { region, plan }: Work, sample: number): Promise<Answer> {
  const { job, context } = run;
  const { problem, recipe } = job;
  const { area } = region;
  const read = await readInput(run, region);
  const started = performance.now();
  const input = problem.extend(read, photoShape(region.known, problem.scale));
  const { measured } = input;
  const model = problem.build(area, measured);
  const y = problem.measure(input);
  let done = 0;
  let reported: number | undefined;
  const report = () => {
    reported = run.calls;
    context.progress({ calls: run.calls, totalCalls: run.totalCalls, sample, step: done, steps: run.steps });
  };
  const answer = await drawSample({
    observation: model.observe(y),
    plan,
    network: problem.colourless ? greyMeans(context.network) : context.network,
    beforeCall: async () => {
      // The network blocks the thread: a cancel is only heard between its calls.
      await nextTurn();
      await context.pause?.();
      context.signal.throwIfAborted();
      if (run.calls !== reported) report();
      run.calls++;
    },
    origin: area,
    seed: recipe.seed,
    sample,
    steps: run.steps,
    measuredIsPutBack: problem.keepsUndamaged,
    onStep: async ({ step, mean }) => {
      done = step;
      report();
      const kept = problem.keepsUndamaged && measured ? { photo: run.photo, undamaged: measured } : undefined;
      // A sampler that works in double precision shows nothing on the way.
      if (!context.live || !(mean instanceof Float32Array)) return;
      await context.live({
        mean,
        area,
        shown: shownPart(run, region),
        channels: run.colours,
        step,
        sample,
        kept,
      });
    },
  });
  problem.finish(answer, y, measured);
  run.seconds += (performance.now() - started) / 1000;
  return { answer, measured };
}

/** The part of a region that its answer decides, inside the restored picture. */
function shownPart({ job }: Run, { core, area }: Region): Rectangle {
  const x = Math.max(core.x, area.x, 0);
  const y = Math.max(core.y, area.y, 0);
  const { scale } = job.problem;
  const right = Math.min(core.x + core.width, area.x + area.width, job.photo.width * scale);
  const bottom = Math.min(core.y + core.height, area.y + area.height, job.photo.height * scale);
  return { x, y, width: right - x, height: bottom - y };
}

function into(space: VectorSpace, values: Float32Array): Float32Array {
  const copy = space.room(values.length);
  copy.set(values);
  return copy;
}

/** Numbers that a region's sample is made of: what is larger than expected lands outside the space. */
function numbersFor({ plan }: Work): number {
  const tilePixels = plan.tiles.reduce((sum, tile) => sum + tile.width * tile.height, 0);
  // Photo, measurement, start, state, two means, pivot, the last call's measurement, spectra of a blur's two; anchors.
  return 3 * (11 * plan.width * plan.height + tilePixels) + 8 * 512 * 512;
}

async function readInput({ job, photo, mask, space }: Run, { known }: Region): Promise<RegionInput> {
  const { scale } = job.problem;
  const measured = mask && (await readMeasured(mask, known, scale));
  // All that is made of it lies beside it.
  return { planes: into(space, await readMeasurement(photo, known, scale)), measured };
}

function photoShape(known: Rectangle, scale: number): Shape {
  return { width: known.width / scale, height: known.height / scale, channels: 3 };
}

/** Regions and tiles that have something to do. */
async function planWork(job: RestoreJob, mask: OpenPicture | undefined): Promise<Work[]> {
  const { photo, problem } = job;
  const [width, height] = [photo.width * problem.scale, photo.height * problem.scale];
  const regions = planRegions(width, height, problem.rules);
  if (!problem.keepsUndamaged || !mask) {
    return regions.map((region) => ({
      region,
      plan: planTiles(region.area.width, region.area.height, job.tileSize ?? FULL_TILE),
    }));
  }
  const sizes = job.tileSize === undefined ? [FULL_TILE, MASK_TILE] : [job.tileSize];
  const plans = await Promise.all(sizes.map((size) => planDamage(regions, mask, size)));
  return plans.reduce((best, plan) => (pixelsOf(plan) < pixelsOf(best) ? plan : best));
}

/** Larger tiles waste less on halos; 512 keeps the network's memory near 300 MB. */
const FULL_TILE = 512;
/** For thin damage: less of the photo runs. */
const MASK_TILE = 256;

/** Only the tiles that decide a damaged pixel, in regions cut down to them. */
async function planDamage(regions: readonly Region[], mask: OpenPicture, size: number): Promise<Work[]> {
  const work: Work[] = [];
  for (const region of regions) {
    const { area } = region;
    const written = writtenPart(region, mask.picture);
    const damage = await readRectangle(mask.file, mask.picture, written);
    const plan = planTiles(area.width, area.height, size, (tile) => {
      const part = decidedPart(tile);
      return isDamaged(damage, written, { ...part, x: part.x + area.x, y: part.y + area.y });
    });
    if (plan.tiles.length === 0) continue;
    const { box, cropped } = cropPlan(plan);
    const shrunk = { x: area.x + box.x, y: area.y + box.y, width: box.width, height: box.height };
    work.push({ region: { core: region.core, known: shrunk, area: shrunk }, plan: cropped });
  }
  return work;
}

/** Whether any damaged pixel lies in `part`; `damage` holds the mask's samples in `known`. */
function isDamaged(damage: RawSamples, known: Rectangle, part: Rectangle): boolean {
  const left = Math.max(part.x, known.x);
  const right = Math.min(part.x + part.width, known.x + known.width);
  const bottom = Math.min(part.y + part.height, known.y + known.height);
  for (let y = Math.max(part.y, known.y); y < bottom; y++) {
    const row = (y - known.y) * known.width - known.x;
    for (let x = left; x < right; x++) if (damage[row + x] > 0) return true;
  }
  return false;
}

function pixelsOf(work: readonly Work[]): number {
  return work.reduce(
    (sum, { plan }) => plan.tiles.reduce((part, tile) => part + tile.width * tile.height, sum),
    0,
  );
}

function outputPicture({ photo, problem, depth }: RestoreJob, path: string): RawPicture {
  const alpha = photo.channels - colourChannels(photo);
  const colour = problem.addsColour ? 3 : colourChannels(photo);
  const channels = colour === 3 ? (alpha ? 4 : 3) : alpha ? 2 : 1;
  return { path, width: photo.width * problem.scale, height: photo.height * problem.scale, channels, depth };
}
