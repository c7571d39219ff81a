import { z } from '../contract/schema';
import { TASK_NAMES } from '../evaluation/tasks';
import { networkReport, networkSchema, rawPictureSchema } from './job-schemas';

/** The evaluation of one operator on one photo. */
export const evaluatePayload = z.object({
  network: networkSchema,
  operator: z.enum(TASK_NAMES),
  photo: rawPictureSchema,
  decoded: rawPictureSchema.optional(),
  seed: z.int().min(0),
  samples: z.int().min(4),
});

/** Network calls so far. */
export const evaluateProgress = z.object({ calls: z.int() });

export const evaluateResult = z.object({
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
