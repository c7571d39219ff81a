import { open } from 'node:fs/promises';
import { badRequest } from '../contract/errors';
import type { Point, Rectangle } from '../contract/geometry';
import { LUMA_WEIGHTS } from '../contract/luma';
import type { Recipe } from '../contract/recipe';
import { quoted } from '../contract/said';
import { allocateSamples, type RawPicture, writeRectangle } from '../imaging/raw-picture';
import { fillNormal, STREAM } from '../noise/philox';
import { type Shape, sizeOf } from '../operators/model/forward-model';
import { offsetAt } from '../operators/model/levels';
import { type RegionPlace, smallerPlace } from '../operators/model/place';
import { colourChannels, toSample, whiteOf } from './photo-planes';
import type { Problem } from './problem';
import { readMeasured, readMeasurement } from './read-measurement';
import type { RegionRules } from './region-rules';

export interface DegradeJob {
  readonly photo: RawPicture;
  readonly problem: Problem;
  readonly recipe: Recipe;
  readonly mask?: RawPicture | undefined;
  readonly output: string;
  readonly depth: 8 | 16;
}

/**
 * The measurement y = A x + noise of a whole photo in memory, rounded to samples: for tests and demonstrations. The photo
 * is mirrored beyond its borders; incomplete blocks at the right and lower border are dropped; unmeasured pixels of a
 * mask become middle grey. The noise has its own stream of the seed, which no sampler uses. Alpha is dropped.
 */
export async function degradePhoto(job: DegradeJob): Promise<RawPicture> {
  const { photo, problem, recipe } = job;
  const { scale } = problem;
  const width = Math.floor(photo.width / scale);
  const height = Math.floor(photo.height / scale);
  if (width === 0 || height === 0)
    throw badRequest(quoted(`The photo is too small to be made ${scale} times smaller.`));
  const area = operatorArea(problem.rules, width * scale, height * scale);
  const { x, measured } = await readAll(job, area);
  const place = { x: area.x, y: area.y, pictureWidth: width * scale, pictureHeight: height * scale };
  const model = problem.build(area, measured, undefined, place);
  const y = new Float32Array(sizeOf(model.range));
  model.forward(x, y);
  const noise = new Float32Array(y.length);
  const grid = { ...model.range, x: area.x / scale, y: area.y / scale };
  fillNormal(
    noise,
    grid,
    { seed: recipe.seed, stream: STREAM.measurementNoise, sample: 0 },
    recipe.noise / 127.5,
  );
  model.colour?.(noise);
  addOffsets(problem, smallerPlace(place, scale), model.range, y);
  for (let i = 0; i < y.length; i++) {
    y[i] = measured && measured[i % measured.length] === 0 ? 0 : y[i] + noise[i];
  }
  const channels = model.range.channels === 1 || colourChannels(photo) === 1 ? 1 : 3;
  const picture: RawPicture = { path: job.output, width, height, channels, depth: job.depth };
  await writePlanes(picture, y, model.range, { x: -area.x / scale, y: -area.y / scale });
  return picture;
}

/** Adds the offsets of a faded photo to its planes, or the luminance of the offsets to its luminance. */
function addOffsets({ levels }: Problem, place: RegionPlace, shape: Shape, y: Float32Array): void {
  if (!levels) return;
  const rest = levels.rest?.(place, shape);
  const gained = (channel: number, left: number | undefined) => offsetAt(levels, channel, left);
  const luminance = (left: number | undefined) =>
    LUMA_WEIGHTS.reduce((sum, weight, c) => sum + weight * gained(c, left), 0);
  const plane = shape.width * shape.height;
  for (let i = 0; i < y.length; i++) {
    const left = rest?.[i % plane];
    y[i] += shape.channels === 3 ? gained(Math.floor(i / plane), left) : luminance(left);
  }
}

/** The extent that the operator acts on: the photo, and the margin that its blurs or blocks need. */
function operatorArea(rules: RegionRules, width: number, height: number): Rectangle {
  if (rules.extension) {
    const [across, down] = [rules.extension.x(width), rules.extension.y(height)];
    return { x: -across.offset, y: -down.offset, width: across.length, height: down.length };
  }
  const up = (length: number, step: number) => Math.ceil(length / step) * step;
  return { x: 0, y: 0, width: up(width, rules.stepX), height: up(height, rules.stepY) };
}

async function readAll({ photo, mask, problem }: DegradeJob, area: Rectangle) {
  const file = await open(photo.path, 'r');
  const maskFile = mask && (await open(mask.path, 'r'));
  try {
    const x = await readMeasurement({ picture: photo, file }, area, 1);
    const measured =
      mask && maskFile && (await readMeasured({ picture: mask, file: maskFile }, area, problem.scale));
    return { x, measured };
  } finally {
    await file.close();
    await maskFile?.close();
  }
}

/** Writes the part of planar `values` that begins at `origin` and has the picture's extent. */
async function writePlanes(
  picture: RawPicture,
  values: Float32Array,
  shape: Shape,
  origin: Point,
): Promise<void> {
  const { width, height, channels, depth } = picture;
  const samples = allocateSamples(depth, width * height * channels);
  const white = whiteOf(depth);
  let position = 0;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      for (let c = 0; c < channels; c++) {
        const value = values[(c * shape.height + origin.y + y) * shape.width + origin.x + x];
        samples[position++] = toSample(value, white);
      }
    }
  }
  const file = await open(picture.path, 'w');
  try {
    await writeRectangle(file, picture, { x: 0, y: 0, width, height }, samples);
  } finally {
    await file.close();
  }
}
