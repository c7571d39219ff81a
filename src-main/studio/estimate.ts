import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Recipe } from '../contract/recipe';
import type { OpenDocument } from './document';
import { deservesDraft, draftPixels } from './draft';
import { newId } from './ids';
import type { Measurement } from './measurement';
import type { StudioParts } from './parts';
import type { RunStart } from './run-start';

type Parts = Pick<StudioParts, 'engine' | 'folders' | 'jobs' | 'rates' | 'ending'>;

/**
 * Seconds that a restoration will take on this machine, from the pixels that the network will answer and the rate that
 * was measured here; the rate is first measured on a small picture. Null if it can't be measured because a job runs, or
 * if the network isn't needed.
 */
export async function estimate(
  parts: Parts,
  document: OpenDocument,
  { recipe, measurement }: Pick<RunStart, 'recipe' | 'measurement'>,
): Promise<number | null> {
  const { rates, jobs } = parts;
  const planned = await planPixels(parts, document, recipe, measurement);
  if (planned === 0) return null;
  const pixels = planned + (deservesDraft(recipe, document.raw, false) ? draftPixels(document.raw) : 0);
  if (rates.secondsPerMegapixel(recipe) === undefined && !jobs.busy)
    await rates.measure(() => measure(parts, recipe));
  const rate = rates.secondsPerMegapixel(recipe);
  return rate === undefined ? null : (pixels / 1e6) * rate;
}

async function planPixels(
  { engine, folders, ending: signal }: Parts,
  document: OpenDocument,
  recipe: Recipe,
  { tiles, jpeg }: Measurement,
) {
  const { raw: photo } = document;
  const folder = join(document.folder, newId());
  await mkdir(folder, { recursive: true });
  try {
    const { width, height } = photo;
    const rawPath = join(folder, 'mask.raw');
    const written =
      tiles &&
      (await engine.imaging.request('writeMask', { tiles: [...tiles], width, height, rawPath }, { signal }));
    const modelPath = folders.model;
    const job = { modelPath, photo, recipe, ...(written && { mask: written.mask }), ...(jpeg && { jpeg }) };
    return (await engine.compute.request('planPixels', job, { signal })).pixels;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Network calls of the measurement, which should be over before the user presses Restore. */
const TRIAL_CALLS = 2;

async function measure({ engine, folders, rates, ending }: Parts, recipe: Recipe): Promise<void> {
  const { trialRate } = await import('../library/trial-rate');
  const network = { modelPath: folders.model, provider: recipe.provider };
  // Every other combination uses this rate until it is timed itself.
  const tried: Recipe = { ...recipe, operator: ['denoise'], detail: 1, steps: TRIAL_CALLS };
  const perMegapixel = await trialRate(engine, network, tried, ending);
  await rates.add(tried, perMegapixel, 1e6 * TRIAL_CALLS).catch(() => {});
}
