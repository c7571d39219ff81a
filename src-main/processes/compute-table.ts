import { pointSchema } from '../contract/geometry';
import { saidSchema } from '../contract/said';
import { z } from '../contract/schema';
import { TASK_NAMES } from '../evaluation/tasks';
import { providerName } from '../network/providers/names';
import { probeTable } from '../network/providers/probe';
import {
  callProgress,
  degradePayload,
  measurementSchema,
  networkReport,
  networkSchema,
  rawPictureSchema,
  restorePayload,
  restoreResult,
} from './job-schemas';

/** The evaluation of one operator on one photo. */
const evaluatePayload = z.object({
  network: networkSchema,
  operator: z.enum(TASK_NAMES),
  photo: rawPictureSchema,
  decoded: rawPictureSchema.optional(),
  seed: z.int().min(0),
  samples: z.int().min(4),
});

/** Network calls so far. */
const evaluateProgress = z.object({ calls: z.int() });

const evaluateResult = z.object({
  scores: z.object({
    anchor: z.number(),
    one: z.number(),
    five: z.number(),
    eight: z.number(),
    mean4: z.number(),
    crps: z.number(),
    coverage: z.number(),
    fit: z.number(),
    variance: z.number(),
    error: z.number(),
  }),
  network: networkReport,
});

/** Requests of the compute process; their handlers are in compute-handlers.ts. */
export const computeTable = {
  ...probeTable,
  /** Draws samples of the posterior of a decoded photo into raw files. */
  restore: { payload: restorePayload, progress: callProgress, result: restoreResult },
  /** Opens the network; a bad request if the named provider can't run it. */
  requireProvider: {
    payload: z.object({ network: networkSchema, operators: z.array(z.string()) }),
    progress: z.never(),
    result: z.void(),
  },
  /** Returns how many pixels the network would answer in a restoration, from its card, without loading it. */
  planPixels: {
    payload: measurementSchema.extend({ modelPath: z.string() }),
    progress: z.never(),
    result: z.object({ pixels: z.int() }),
  },
  /**
   * Makes the job of this name wait before its next network call, or lets it continue. It holds until it is ended, for all
   * requests of that name, so the sender ends it with the job.
   */
  hold: { payload: z.object({ name: z.string(), on: z.boolean() }), progress: z.never(), result: z.void() },
  /** Tells the job of this name, while it runs, the centre of what the user sees, in pixels of the photo. */
  moveView: {
    payload: z.object({ name: z.string(), centre: pointSchema }),
    progress: z.never(),
    result: z.void(),
  },
  /** Applies the forward operator and noise to a decoded photo. */
  degrade: { payload: degradePayload, progress: z.never(), result: rawPictureSchema },
  /** Scores one operator on one photo's crop. */
  evaluate: { payload: evaluatePayload, progress: evaluateProgress, result: evaluateResult },
  /** Reads the model and tries every provider. */
  doctor: {
    payload: z.object({ modelPath: z.string() }),
    progress: z.never(),
    result: z.object({
      model: z.object({ name: z.string(), version: z.string(), sha256: z.string() }),
      providers: z.array(
        z.object({ provider: providerName, title: z.string(), works: z.boolean(), words: saidSchema }),
      ),
      peakMemoryMB: z.number(),
    }),
  },
};
export type ComputeTable = typeof computeTable;
