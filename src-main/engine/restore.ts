import { open, rm } from 'node:fs/promises';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Recipe } from '../contract/recipe';
import type { RawPicture, Rectangle } from '../imaging/raw-picture';
import type { Shape } from '../operators/model';
import { openVectorSpace, type VectorSpace } from '../operators/wasm/vector-space';
import { readEnlarged } from './coarse/enlarge';
import { firstAnswer, stepsFromFirst } from './coarse/first-answer';
import { type Level, openLevels } from './coarse/levels';
import { COARSE_FACTOR } from './coarse/shrink';
import { greyMeans } from './colourless';
import { drawSample } from './draw-sample';
import type { LiveView } from './live-view';
import { startOutput } from './output-start';
import { colourChannels } from './photo-planes';
import { planWork, type Work } from './plan-work';
import type { Problem } from './problem';
import type { Network } from './region-denoiser';
import { type OpenPicture, readMeasured, readMeasurement, writeAnswer } from './region-io';
import type { Region, RegionInput } from './regions';

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
  /** Of the photo; those of its smaller copies aren't counted. */
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
 * pixels, only tiles that meet the mask run and all other samples stay those of the photo; where its holes are wide,
 * smaller copies are restored first (coarse/), in files beside the outputs. Memory is bounded by the region; the
 * result depends on photo, mask, recipe and network alone. Rejects with the signal's reason when aborted (the
 * unfinished files are the caller's to remove).
 */
export async function restorePhoto(job: RestoreJob, context: RestoreContext): Promise<RestoreReport> {
  const { levels, close } = await openLevels({
    photo: job.photo,
    mask: job.mask,
    coarse: job.problem.keepsUndamaged,
    prefix: `${job.outputs[0]}.coarse`,
  });
  try {
    const tally = { calls: 0, totalCalls: 0, seconds: 0 };
    const runs: Run[] = [];
    // The photo takes the memory that an earlier job has left, the coarsest copy runs first.
    for (const level of levels) runs.unshift(await planRun(job, context, level, levels.length - 1, tally));
    const outputs: RawPicture[] = [];
    for (const [sample, path] of job.outputs.entries()) outputs.push(await writeSample(runs, sample, path));
    // Only here: after an error something may still hold its arrays.
    for (const run of runs) run.space.close();
    const tiles = countTiles(runs[runs.length - 1].work);
    return { outputs, calls: tally.calls, tiles, sampleSeconds: tally.seconds };
  } finally {
    await close();
  }
}

/** Calls and seconds of the photo and of all its copies. */
interface Tally {
  calls: number;
  totalCalls: number;
  seconds: number;
}

/** What is done on the photo, or on a smaller copy of it. */
interface Run {
  /** That of the copy: its photo and its depth. */
  readonly job: RestoreJob;
  readonly level: number;
  readonly context: RestoreContext;
  readonly photo: OpenPicture;
  readonly mask: OpenPicture | undefined;
  readonly work: readonly Work[];
  readonly steps: number;
  /** Steps of the coarser runs, and of all runs together. */
  readonly stepsBefore: number;
  readonly totalSteps: number;
  readonly tally: Tally;
  /** Colour channels of the outputs. */
  readonly colours: 1 | 3;
  /** Holds what is calculated of a region; empty between regions. */
  readonly space: VectorSpace;
}

async function planRun(
  whole: RestoreJob,
  context: RestoreContext,
  { number: level, photo, mask }: Level,
  coarsest: number,
  tally: Tally,
): Promise<Run> {
  const job: RestoreJob =
    level === 0 ? whole : { ...whole, photo: photo.picture, mask: mask?.picture, depth: 16 };
  const work = await planWork(job, mask);
  const asked = job.recipe.preview ? 1 : job.recipe.steps;
  const stepsUpTo = (last: number) => asked + (coarsest - last) * stepsFromFirst(asked);
  const stepsBefore = level === coarsest ? 0 : stepsUpTo(level + 1);
  const steps = stepsUpTo(level) - stepsBefore;
  tally.totalCalls += countTiles(work) * steps * job.outputs.length;
  return {
    job,
    level,
    context,
    photo,
    mask,
    work,
    steps,
    stepsBefore,
    totalSteps: stepsUpTo(0),
    tally,
    colours: colourChannels(outputPicture(job, '')),
    space: openVectorSpace(Math.max(0, ...work.map(numbersFor))),
  };
}

function countTiles(work: readonly Work[]): number {
  return work.reduce((sum, { plan }) => sum + plan.tiles.length, 0);
}

/** Restores the coarsest copy, and from its answer on the next finer one, down to the photo. */
async function writeSample(runs: readonly Run[], sample: number, path: string): Promise<RawPicture> {
  const pathAt = (level: number) => (level === 0 ? path : `${path}.coarse-${level}`);
  try {
    let first: RawPicture | undefined;
    for (const run of runs) {
      const coarser = first && { picture: first, file: await open(first.path, 'r') };
      first = await writeLevel(run, sample, pathAt(run.level), coarser).finally(() => coarser?.file.close());
    }
    if (!first) throw new RangeError('a restoration of no photo');
    return first;
  } finally {
    for (const { level } of runs) if (level > 0) await rm(pathAt(level), { force: true });
  }
}

async function writeLevel(run: Run, sample: number, path: string, first?: OpenPicture): Promise<RawPicture> {
  const { job } = run;
  const picture = outputPicture(job, path);
  const file = await startOutput(run.photo, picture, job.problem.scale, job.problem.keepsUndamaged);
  try {
    for (const work of run.work) {
      const { answer, measured } = await sampleRegion(run, work, sample, first);
      const kept = job.problem.keepsUndamaged && measured && { photo: run.photo, undamaged: measured };
      await writeAnswer({ file, picture }, work.region, answer, kept || undefined);
      run.space.clear();
    }
  } finally {
    await file.close();
  }
  return picture;
}

/** Numbers of samples that a level of the copies has for itself. */
const SAMPLES_PER_LEVEL = 2 ** 20;

interface Answer {
  readonly answer: Float32Array;
  readonly measured: Uint8Array | undefined;
}

async function sampleRegion(
  run: Run,
  { region, plan }: Work,
  sample: number,
  coarser: OpenPicture | undefined,
): Promise<Answer> {
  const { job, context, tally } = run;
  const { problem, recipe } = job;
  const { area } = region;
  const read = await readInput(run, region);
  const enlarged = coarser && into(run.space, await readEnlarged(coarser, area, COARSE_FACTOR));
  const started = performance.now();
  const input = problem.extend(read, photoShape(region.known, problem.scale));
  const { measured } = input;
  const model = problem.build(area, measured);
  const y = problem.measure(input);
  const first = enlarged && measured && firstAnswer(enlarged, y, measured, run.steps);
  const observation = model.observe(y);
  let done = 0;
  let reported: number | undefined;
  const report = () => {
    reported = tally.calls;
    const { calls, totalCalls } = tally;
    context.progress({
      calls,
      totalCalls,
      sample,
      step: run.stepsBefore + done,
      steps: run.totalSteps,
    });
  };
  const answer = await drawSample({
    observation: first ? first.anchorIn(observation) : observation,
    first,
    plan,
    network: problem.colourless ? greyMeans(context.network) : context.network,
    beforeCall: async () => {
      // The network blocks the thread: a cancel is only heard between its calls.
      await nextTurn();
      await context.pause?.();
      context.signal.throwIfAborted();
      if (tally.calls !== reported) report();
      tally.calls++;
    },
    origin: area,
    seed: recipe.seed,
    // Copies draw other noise than the photo.
    sample: sample + run.level * SAMPLES_PER_LEVEL,
    steps: run.steps,
    measuredIsPutBack: problem.keepsUndamaged,
    onStep: async ({ step, mean }) => {
      done = step;
      report();
      const kept = problem.keepsUndamaged && measured ? { photo: run.photo, undamaged: measured } : undefined;
      // A sampler that works in double precision shows nothing on the way.
      if (!context.live || run.level > 0 || !(mean instanceof Float32Array)) return;
      await context.live({
        mean,
        area,
        shown: shownPart(run, region),
        channels: run.colours,
        step: run.stepsBefore + step,
        sample,
        kept,
      });
    },
  });
  problem.finish(answer, y, measured);
  tally.seconds += (performance.now() - started) / 1000;
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
  // Photo, first answer, measurement, start, state, two means, pivot, the last call's measurement, spectra of a blur's
  // two; anchors.
  return 3 * (12 * plan.width * plan.height + tilePixels) + 8 * 512 * 512;
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

function outputPicture({ photo, problem, depth }: RestoreJob, path: string): RawPicture {
  const alpha = photo.channels - colourChannels(photo);
  const colour = problem.addsColour ? 3 : colourChannels(photo);
  const channels = colour === 3 ? (alpha ? 4 : 3) : alpha ? 2 : 1;
  return { path, width: photo.width * problem.scale, height: photo.height * problem.scale, channels, depth };
}
