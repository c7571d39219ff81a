import { PROVIDERS } from '../../src-main/contract/recipe';
import { saidSchema } from '../../src-main/contract/said';
import { z } from '../../src-main/contract/schema';
import { providerName } from '../../src-main/network/providers/names';

const floats = z.custom<Float32Array>((value) => value instanceof Float32Array);
const state = z.object({
  provider: providerName,
  reasons: z.array(saidSchema),
  calls: z.int(),
  runSeconds: z.number(),
});

/** Requests of a child that holds one denoiser, so that a driver's crash doesn't end the test's own process. */
export const denoiserTable = {
  open: {
    /** `untried`: without the trial in a separate process, which compiles everything once more. */
    payload: z.object({
      modelPath: z.string(),
      provider: z.enum(PROVIDERS),
      untried: z.boolean().default(false),
    }),
    progress: z.never(),
    result: state,
  },
  run: {
    payload: z.object({
      width: z.int(),
      height: z.int(),
      pivot: floats,
      anchor: floats,
      std: floats,
      geometry: floats,
    }),
    progress: z.never(),
    result: z.object({ mean: floats, state }),
  },
};
export type DenoiserTable = typeof denoiserTable;
