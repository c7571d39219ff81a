import { setImmediate as nextTurn } from 'node:timers/promises';
import { etaOf, temperatureOf } from '../contract/detail';
import type { Rectangle } from '../contract/geometry';
import type { OpenPicture } from '../imaging/raw-picture';
import { readMeasured, readMeasurement } from '../measurement/read-measurement';
import type { RegionInput } from '../measurement/region-rules';
import { projectionOn } from '../measurement/tone-projection';
import type { Shape } from '../operators/model/forward-model';
import type { MeasuredPart } from '../operators/model/operator';
import { type RegionPlace, smallerPlace } from '../operators/model/place';
import { drawSample } from '../sampling/draw-sample';
import { calmStart, lowerStart } from './calm-start';
import { readEnlarged } from './coarse/enlarge';
import { firstAnswer } from './coarse/first-answer';
import { COARSE_FACTOR } from './coarse/shrink';
import { pixelsOf, type Work } from './plan-work';
import type { Region } from './regions';
import { type LevelRun, progressOf } from './restoration';

/** Size of the range of sample numbers that each level of copies has for itself. */
const SAMPLES_PER_LEVEL = 2 ** 20;

/**
 * Draws one sample of a region, starting from the coarser copy's answer if there is one. Reports progress and live
 * views.
 */
export async function sampleRegion(
  run: LevelRun,
  { region, plan }: Work,
  sample: number,
  coarser: OpenPicture | undefined,
): Promise<Float32Array> {
  const { job, context, tally, workspace } = run;
  const { problem, recipe } = job;
  const { area } = region;
  const read = await readInput(run, region);
  const enlarged = coarser && workspace.copy(await readEnlarged(coarser, area, COARSE_FACTOR));
  const started = performance.now();
  const input = problem.extend(read, photoShape(region.known, problem.scale), workspace);
  const { measured } = input;
  const whole = wholePlaceOf(run, area);
  const part = measuredPartOf(run, area);
  const model = problem.build(area, measured, workspace, whole);
  const y = problem.measure(input, part);
  const observation = model.observe(y);
  /** Yields to the event loop, waits out a pause, and throws if the job was cancelled. */
  const listen = async () => {
    await nextTurn();
    await context.pause?.();
    context.signal.throwIfAborted();
  };
  const isCalm = run.steps === 1 && problem.hasHolesAlone && measured;
  const ownStart = () => (isCalm ? calmStart(observation, listen) : lowerStart(observation, listen));
  const first = enlarged && measured ? firstAnswer(enlarged, y, measured, run.steps) : await ownStart();
  let done = 0;
  let reported: number | undefined;
  const portionPixels = pixelsOf([{ plan }]);
  /** Pixels of the calls before this step. */
  let pixelsBefore = tally.pixels;
  const report = () => {
    reported = tally.calls;
    context.progress({
      ...progressOf(tally),
      portionPixels,
      sample,
      step: run.stepsBefore + done,
      steps: run.totalSteps,
    });
  };
  const answer = await drawSample({
    observation: first ? first.anchorIn(observation) : observation,
    first,
    plan,
    network: context.network,
    beside: context.beside,
    project: projectionOn(problem.tone, placeOf(run, area), problem.levels, whole),
    turn: listen,
    workspace,
    beforeCall: async () => {
      // A network call on all threads blocks this one, so cancelling works only between calls.
      await listen();
      if (tally.calls !== reported) report();
      tally.calls++;
      tally.pixels += portionPixels / plan.tiles.length;
    },
    origin: area,
    seed: recipe.seed,
    // Copies use different noise than the photo.
    sample: sample + run.level * SAMPLES_PER_LEVEL,
    steps: run.steps,
    eta: etaOf(recipe.operator),
    temperature: temperatureOf(recipe),
    measuredIsPutBack: problem.keepsUndamaged,
    onStep: async ({ step, mean }) => {
      done = step;
      tally.portion++;
      // The exact number, without the rounding of the tiles' sizes.
      pixelsBefore += portionPixels;
      tally.pixels = pixelsBefore;
      report();
      const kept = problem.keepsUndamaged && measured ? { photo: run.photo, measured } : undefined;
      // A sampler in double precision has no live views.
      if (!context.live || run.level > 0 || !(mean instanceof Float32Array)) return;
      await context.live({
        mean,
        area,
        shown: shownPart(run, region),
        channels: run.colours,
        step: run.stepsBefore + step,
        isLast: step === run.steps,
        sample,
        kept,
      });
    },
  });
  problem.finish(answer, y, measured, part);
  tally.seconds += (performance.now() - started) / 1000;
  return answer;
}

/** A region in the photo's grid, with its place in the print. */
export function measuredPartOf(run: LevelRun, area: Rectangle): MeasuredPart {
  const { scale } = run.job.problem;
  return {
    extent: { width: area.width / scale, height: area.height / scale },
    place: smallerPlace(wholePlaceOf(run, area), scale),
    workspace: run.workspace,
  };
}

/** Where a region lies in the print; the photo may be a part of it. */
function wholePlaceOf(run: LevelRun, area: Rectangle): RegionPlace {
  const { frame, problem } = run.job;
  if (!frame) return placeOf(run, area);
  const scale = problem.scale / COARSE_FACTOR ** run.level;
  return {
    x: area.x - frame.x * scale,
    y: area.y - frame.y * scale,
    pictureWidth: frame.width * scale,
    pictureHeight: frame.height * scale,
  };
}

function placeOf({ job, level }: LevelRun, { x, y }: Rectangle): RegionPlace {
  const { part, photo } = job;
  const { scale } = job.problem;
  if (!part) return { x, y, pictureWidth: photo.width * scale, pictureHeight: photo.height * scale };
  const smaller = scale / COARSE_FACTOR ** level;
  return {
    x: x + part.x * smaller,
    y: y + part.y * smaller,
    pictureWidth: part.of.width * smaller,
    pictureHeight: part.of.height * smaller,
  };
}

/** The region's core inside its area and the restored picture. */
function shownPart({ job }: LevelRun, { core, area }: Region): Rectangle {
  const x = Math.max(core.x, area.x, 0);
  const y = Math.max(core.y, area.y, 0);
  const { scale } = job.problem;
  const right = Math.min(core.x + core.width, area.x + area.width, job.photo.width * scale);
  const bottom = Math.min(core.y + core.height, area.y + area.height, job.photo.height * scale);
  return { x, y, width: right - x, height: bottom - y };
}

export async function readInput(
  { job, photo, mask, workspace }: LevelRun,
  { known }: Region,
): Promise<RegionInput> {
  const { scale } = job.problem;
  const measured = mask && (await readMeasured(mask, known, scale));
  return { planes: workspace.copy(await readMeasurement(photo, known, scale)), measured };
}

function photoShape(known: Rectangle, scale: number): Shape {
  return { width: known.width / scale, height: known.height / scale, channels: 3 };
}
