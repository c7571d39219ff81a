import { open } from 'node:fs/promises';
import type { Recipe } from '../contract/recipe';
import { type RawPicture, type Rectangle, writeRectangle, allocateSamples } from '../imaging/raw-picture';
import type { Real, Shape } from '../operators/model';
import { fillNormal, STREAM } from './philox';
import { toSample, whiteOf } from './photo-planes';
import type { Problem } from './problem';
import { type OpenPicture, readMeasured, readMeasurement } from './region-io';

export interface DegradeJob {
  readonly photo: RawPicture;
  readonly problem: Problem;
  readonly recipe: Recipe;
  readonly mask?: RawPicture | undefined;
  readonly output: string;
  readonly depth: 8 | 16;
}

/**
 * The measurement y = A x + noise of a photo, held in memory whole, rounded to samples: for tests and
 * demonstrations. Beyond its borders the photo is mirrored. What a mask leaves unmeasured becomes middle grey.
 * Noise is the seed's own stream, which no sampler draws from.
 */
export async function degradePhoto(job: DegradeJob): Promise<RawPicture> {
  const { photo, problem, recipe } = job;
  // The operator acts on the extent whose measurement is at least the photo's own.
  const small = { width: Math.ceil(photo.width / problem.scale), height: Math.ceil(photo.height / problem.scale) };
  const area = areaFor(problem, small);
  const file = await open(photo.path, 'r');
  const mask = job.mask && { picture: job.mask, file: await open(job.mask.path, 'r') };
  try {
    const open: OpenPicture = { picture: photo, file };
    const x = await readMeasurement(open, area, 1);
    const measured = mask && (await readMeasured(mask, area, 1));
    const model = problem.build(area, measured);
    const y = new Float32Array(model.range.width * model.range.height * model.range.channels);
    model.forward(x, y);
    const offset = { x: area.x / problem.scale, y: area.y / problem.scale };
    const grid = { ...offset, ...model.range };
    const noise = new Float32Array(y.length);
    fillNormal(noise, grid, { seed: recipe.seed, stream: STREAM.measurementNoise, sample: 0 }, recipe.noise / 127.5);
    for (let i = 0; i < y.length; i++) {
      y[i] += noise[i];
      if (measured && measured[i % measured.length] === 0) y[i] = 0;
    }
    return await writePlanes(job, y, model.range, { x: -offset.x, y: -offset.y, ...small });
  } finally {
    await file.close();
    await mask?.file.close();
  }
}
