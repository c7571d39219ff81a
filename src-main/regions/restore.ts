import { open, rm } from 'node:fs/promises';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { callsOf } from '../contract/detail';
import type { OpenPicture, RawPicture } from '../imaging/raw-picture';
import { colourChannels } from '../measurement/photo-planes';
import type { Problem } from '../measurement/problem';
import { sizeOf } from '../operators/model/forward-model';
import { stepsFromFirst } from './coarse/first-answer';
import { type Level, openLevels } from './coarse/levels';
import { InOrder, takeNearest } from './in-order';
import { startOutput } from './output-start';
import { pixelsOf, planWork, type Work } from './plan-work';
import { writtenPart } from './regions';
import { type LevelRun, progressOf, type RestoreContext, type RestoreJob, type Tally } from './restoration';
import { measuredPartOf, readInput, sampleRegion } from './sample-region';
import { writeAnswer } from './write-answer';

export interface RestoreReport {
  readonly outputs: readonly RawPicture[];
  readonly calls: number;
  /** Tiles of the photo, without those of its smaller copies. */
  readonly tiles: number;
  /** Seconds spent on anchors, noise, pivots, solver steps, tiles and the network. */
  readonly sampleSeconds: number;
}

/**
 * Draws samples of the posterior of a photo, region by region, into raw files. If the problem keeps undamaged pixels,
 * only tiles that meet the mask run, and all other samples stay those of the photo. If its holes are wide, smaller
 * copies are restored first (coarse/), in files beside the outputs. A region bounds the memory. The region nearest to
 * the centre of what the user sees comes first. The result depends only on photo, mask, recipe and network. When aborted, rejects
 * with the signal's reason; the caller removes the unfinished files.
 */
export async function restorePhoto(job: RestoreJob, context: RestoreContext): Promise<RestoreReport> {
  const { levels, close } = await openLevels({
    photo: job.photo,
    mask: job.mask,
    coarse: job.problem.copies !== undefined,
    prefix: `${job.outputs[0]}.coarse`,
  });
  try {
    const tally = { calls: 0, totalCalls: 0, pixels: 0, totalPixels: 0, portion: 0, seconds: 0 };
    const runs: LevelRun[] = [];
    // The photo is planned first, so that it takes the memory that an earlier job has left; the coarsest copy runs
    // first.
    for (const level of levels) runs.unshift(await planRun(job, context, level, levels.length - 1, tally));
    // Preparing the first region may take long, so the totals are reported before it.
    const beginning = { portionPixels: 0, sample: 0, step: 0, steps: runs[0].totalSteps };
    context.progress({ ...progressOf(tally), ...beginning });
    await nextTurn();
    const outputs: RawPicture[] = [];
    for (const [sample, path] of job.outputs.entries()) outputs.push(await writeSample(runs, sample, path));
    // Closed only after success, because after an error something may still hold its arrays.
    for (const run of runs) run.workspace.close();
    const tiles = countTiles(runs[runs.length - 1].work);
    return { outputs, calls: tally.calls, tiles, sampleSeconds: tally.seconds };
  } finally {
    await close();
  }
}

async function planRun(
  whole: RestoreJob,
  context: RestoreContext,
  { number: level, photo, mask }: Level,
  coarsest: number,
  tally: Tally,
): Promise<LevelRun> {
  const job: RestoreJob =
    level === 0
      ? whole
      : { ...whole, ...copied(whole.problem), photo: photo.picture, mask: mask?.picture, depth: 16 };
  const work = await planWork(job, mask);
  const asked = callsOf(job.recipe);
  const stepsUpTo = (last: number) => asked + (coarsest - last) * stepsFromFirst(asked);
  const stepsBefore = level === coarsest ? 0 : stepsUpTo(level + 1);
  const steps = stepsUpTo(level) - stepsBefore;
  tally.totalCalls += countTiles(work) * steps * job.outputs.length;
  tally.totalPixels += pixelsOf(work) * steps * job.outputs.length;
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
    workspace: context.workspaces.open(Math.max(0, ...work.map(numbersFor))),
  };
}

/** The problem of a smaller copy. */
function copied({ copies }: Problem): { readonly problem?: Problem } {
  return copies ? { problem: copies() } : {};
}

function countTiles(work: readonly Work[]): number {
  return work.reduce((sum, { plan }) => sum + plan.tiles.length, 0);
}

/** Restores the coarsest copy, then each finer one from the answer before it, down to the photo. */
async function writeSample(runs: readonly LevelRun[], sample: number, path: string): Promise<RawPicture> {
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

async function writeLevel(
  run: LevelRun,
  sample: number,
  path: string,
  first?: OpenPicture,
): Promise<RawPicture> {
  const { job } = run;
  const picture = outputPicture(job, path);
  const { isExact, keepsUndamaged, scale } = job.problem;
  const file = await startOutput(run.photo, picture, scale, keepsUndamaged);
  const kept = keepsUndamaged && run.mask ? { photo: run.photo, mask: run.mask } : undefined;
  const writer = new InOrder(
    run.work.map(({ region }) => writtenPart(region, picture)),
    (index, answer) => writeAnswer({ file, picture }, run.work[index].region, answer, kept),
    (index) => `${path}.answer-${index}`,
  );
  const left = run.work.map((work, index) => ({ work, index }));
  /** The next region: the nearest one, or the first one if it isn't known what the user sees. */
  const next = () => {
    const at = run.level === 0 ? run.context.viewCentre?.() : undefined;
    return takeNearest(left, ({ work }) => work.region.core, at && { x: at.x * scale, y: at.y * scale });
  };
  try {
    for (let part = next(); part; part = next()) {
      const answer = await (isExact
        ? exactAnswer(run, part.work)
        : sampleRegion(run, part.work, sample, first));
      await writer.take(part.index, answer);
      run.workspace.clear();
    }
  } finally {
    await writer.close();
    await file.close();
  }
  return picture;
}

/** The number of values to reserve for a region's sample; arrays beyond it are allocated outside the workspace. */
function numbersFor({ plan }: Work): number {
  const tilePixels = plan.tiles.reduce((sum, tile) => sum + tile.width * tile.height, 0);
  // Twelve arrays: photo, first answer, measurement, start, state, two means, pivot, the last call's measurement, and
  // spectra of a blur. Then the tiles' anchors.
  return 3 * (12 * plan.width * plan.height + tilePixels) + 8 * 512 * 512;
}

function outputPicture({ photo, problem, depth }: RestoreJob, path: string): RawPicture {
  const alpha = photo.channels - colourChannels(photo);
  const colour = problem.addsColour ? 3 : colourChannels(photo);
  const channels = colour === 3 ? (alpha ? 4 : 3) : alpha ? 2 : 1;
  return { path, width: photo.width * problem.scale, height: photo.height * problem.scale, channels, depth };
}

/** The answer of a region whose problem is exact: no network is needed. */
async function exactAnswer(run: LevelRun, { region }: Work): Promise<Float32Array> {
  const { job, context, workspace } = run;
  context.signal.throwIfAborted();
  const input = await readInput(run, region);
  const { width, height } = region.area;
  const part = measuredPartOf(run, region.area);
  const answer = workspace.array(sizeOf({ width, height, channels: 3 }));
  job.problem.finish(answer, job.problem.measure(input, part), undefined, part);
  return answer;
}
