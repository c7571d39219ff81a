import { open } from 'node:fs/promises';
import { callsOf } from '../contract/detail';
import type { OpenPicture, RawPicture } from '../imaging/raw-picture';
import { stepsFromFirst } from './coarse/first-answer';
import { WIDE_RADIUS } from './coarse/levels';
import { COARSE_FACTOR } from './coarse/shrink';
import { hasWideHole } from './coarse/wide-holes';
import { pixelsOf, planWork } from './plan-work';
import type { RestoreJob } from './restoration';

/**
 * Pixels that the network would answer in a restoration (totalPixels of its progress). Exact unless holes are wide:
 * their copies aren't made, so their pixels are estimated from the photo's tiles.
 */
export async function planPixels(
  job: Pick<RestoreJob, 'photo' | 'problem' | 'recipe' | 'mask'>,
): Promise<number> {
  const mask = job.mask && (await opened(job.mask));
  try {
    const pixels = pixelsOf(await planWork(job, mask));
    const calls = callsOf(job.recipe);
    const isWide =
      mask !== undefined && job.problem.copies !== undefined && (await hasWideHole(mask, WIDE_RADIUS));
    const perSample = isWide
      ? pixels * stepsFromFirst(calls) + (pixels / COARSE_FACTOR ** 2) * calls
      : pixels * calls;
    return Math.round(perSample * job.recipe.samples);
  } finally {
    await mask?.file.close();
  }
}

async function opened(picture: RawPicture): Promise<OpenPicture> {
  return { picture, file: await open(picture.path, 'r') };
}
