import { batchRequestSchema } from '../contract/batch';
import { z } from '../contract/schema';
import { NETWORK_STRIDE } from '../measurement/region-rules';
import { SMALLEST_TILE } from '../sampling/tiles';
import { utilityProcesses } from './electron';

/** The schemas of a program's requests, with the types of types.ts. Recipes have their own schema (rules.ts). */
const path = z.string().min(1);
const recipe = z.unknown();
const tile = z.int().min(SMALLEST_TILE).multipleOf(NETWORK_STRIDE).optional();
const signal = z.instanceof(AbortSignal).optional();
const share = z.number().min(0).max(1);
const listener = z.custom<(value: never) => void>((value) => typeof value === 'function').optional();

export const engineOptions = z.strictObject({
  model: path.optional(),
  provider: z.enum(['auto', 'cpu', 'webgpu', 'dml', 'coreml', 'cuda']).optional(),
  threads: z.int().min(1).max(256).optional(),
  data: path.optional(),
  utilityProcess: utilityProcesses.optional(),
});

export const restoreRequest = z.strictObject({
  photo: path,
  recipe,
  mask: path.optional(),
  kernel: path.optional(),
  output: path.optional(),
  seed: z.number().optional(),
  samples: z.number().optional(),
  tile,
  onProgress: listener,
  signal,
});

export const detectRequest = z.strictObject({ photo: path, sensitivity: share.optional(), signal });

const place = path.refine((text) => !text.startsWith('s3://'), 'a folder of this machine');

export const batchRequest = z.strictObject({
  input: place,
  output: place,
  recipe,
  masks: place.optional(),
  include: z.array(path).readonly().optional(),
  exclude: z.array(path).readonly().optional(),
  order: batchRequestSchema.shape.order.optional(),
  resume: z.boolean().optional(),
  retryFailed: z.boolean().optional(),
  tile,
  onEvent: listener,
  signal,
});

/**
 * Parses a program's request. A mistake in it is one of the program, so it throws a TypeError that names the field and
 * what it should be.
 */
export function checked<Schema extends z.ZodType>(
  what: string,
  schema: Schema,
  value: unknown,
): z.output<Schema> {
  const parsed = z.safeParse<Schema>(schema, value);
  if (parsed.success) return parsed.data;
  throw new TypeError(`${what}: ${z.prettifyError(parsed.error)}`);
}
