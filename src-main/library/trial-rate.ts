import { randomFillSync } from 'node:crypto';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { callsOf } from '../contract/detail';
import type { RecipeRequest } from '../contract/recipe';
import type { z } from '../contract/schema';
import { onWorkingFiles } from '../imaging/working-files';
import type { Engine } from '../jobs/engine';
import type { networkSchema } from '../processes/job-schemas';

/** Side of the trial picture, in pixels. */
const SIDE = 256;

/**
 * Measures the seconds per megapixel of a result on this machine, on a small picture of noise: one run loads the
 * network and a second one is timed. Most of the time goes to the network, which takes about as long for every
 * operator. A mask that leaves most of a photo unchanged takes less.
 */
export async function trialRate(
  engine: Engine,
  network: z.input<typeof networkSchema>,
  recipe: RecipeRequest,
  signal: AbortSignal,
): Promise<number> {
  const photo = {
    path: join(engine.workspace, 'trial.raw'),
    width: SIDE,
    height: SIDE,
    channels: 3,
    depth: 8,
  } as const;
  const output = join(engine.workspace, 'trial-result.raw');
  await onWorkingFiles(() => writeFile(photo.path, randomFillSync(new Uint8Array(3 * SIDE * SIDE))));
  const restore = async (calls: number) => {
    const began = performance.now();
    const tried = { operator: ['denoise' as const], noise: 25, steps: calls };
    await engine.compute.request(
      'restore',
      { photo, recipe: tried, network, outputs: [output], depth: 8 },
      { signal },
    );
    return (performance.now() - began) / 1000;
  };
  try {
    await restore(1);
    return (await restore(callsOf(recipe))) / (SIDE * SIDE * 1e-6);
  } finally {
    await rm(photo.path, { force: true });
    await rm(output, { force: true });
  }
}
