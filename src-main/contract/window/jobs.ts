import { rectangleSchema } from '../geometry';
import { recipeSchema } from '../recipe';
import { saidSchema } from '../said';
import { z } from '../schema';
import { id, pictureRef, readId } from './basics';
import { resultSchema } from './results';

export const JOB_STATES = ['waiting', 'running', 'paused', 'done', 'failed', 'cancelled'] as const;

/** A preview, a restoration or the healing of a stroke in the queue, from its start to its end. */
export const jobSchema = z.object({
  id,
  document: id,
  kind: z.enum(['preview', 'restore', 'heal']),
  state: z.enum(JOB_STATES),
  /** Number of finished network calls. */
  calls: z.int(),
  totalCalls: z.int(),
  /** How much of the work is done, 0 to 1; calls on small copies of the photo count less than those on itself. */
  share: z.number(),
  /** Whether a draft of the whole photo is made, before its restoration begins. */
  drafting: z.boolean(),
  /** The sampler's step in the current sample. */
  step: z.int(),
  steps: z.int(),
  sample: z.int(),
  samples: z.int(),
  /** Null until known. */
  secondsLeft: z.number().nullable(),
  /** The provider, once known. */
  provider: z.string().nullable(),
  /** Why it failed, or another message for the user. */
  said: saidSchema.nullable(),
  results: z.array(resultSchema),
});
export type Job = z.infer<typeof jobSchema>;

/** A job's intermediate picture of a part of the document, shown over it. */
export const liveSchema = z.object({
  job: id,
  document: id,
  picture: pictureRef,
  /** In the document's pixels, independent of the restoration's scale. */
  area: rectangleSchema,
  step: z.int(),
  /** A preview, in one call, on a small copy or a part. */
  preview: z.boolean(),
  /** A preview that shows only the middle of the visible area. */
  part: z.boolean(),
});
export type Live = z.infer<typeof liveSchema>;

const started = z.object({ job: id });

/**
 * `on` is the shown result. Marks that it hasn't filled yet are filled on top of it. If there are none, or with `anew`,
 * the picture that it was made from is restored (studio/run-start.ts).
 */
const shown = { on: id.optional(), anew: z.boolean().optional() };
const wish = { document: id, recipe: recipeSchema, kernel: readId.optional(), ...shown };

export const jobChannels = {
  /** Jobs that have not ended, in the order of their execution. */
  openJobs: { input: z.object({}), output: z.object({ jobs: z.array(jobSchema) }) },
  /** One call on a copy of at most 512x512 pixels of the visible area; it ends any earlier preview. */
  preview: {
    input: z.object({ ...wish, view: rectangleSchema }),
    output: started,
  },
  /** Puts a restoration in the queue. */
  restore: {
    input: z.object(wish),
    output: started,
  },
  /** Seconds that `restore` would take, by a rate that was measured on this machine; null while there is none. */
  estimateRestoration: {
    input: z.object({ document: id, recipe: recipeSchema, ...shown }),
    output: z.object({ seconds: z.number().nullable() }),
  },
  /** Reports which part of the photo the user sees. Restorations do this part first, including the one that runs. */
  reportView: { input: z.object({ document: id, view: rectangleSchema }), output: z.void() },
  pauseJob: { input: z.object({ job: id }), output: z.void() },
  resumeJob: { input: z.object({ job: id }), output: z.void() },
  cancelJob: { input: z.object({ job: id }), output: z.void() },
};
