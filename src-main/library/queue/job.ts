import { z } from '../../contract/schema';
import { hashValue } from '../hashes';
import type { LedgerRow } from '../ledger-rows';
import { settingsSchema, taskResultSchema } from '../task';

/** Raised whenever a job or its outcome changes its shape: machines with another version use another queue. */
const FORMAT = 1;

const relativePath = z
  .string()
  .refine((path) => path !== '' && !path.startsWith('/') && !path.split('/').includes('..'));

/** One photo to restore, as it waits in a queue for whichever machine takes it. */
export const jobSchema = z.object({
  /** The photos' and the results' folder (or s3://bucket/prefix), as the machine that keeps the ledger names them. */
  input: z.string(),
  output: z.string(),
  /** Relative to them, with `/`. */
  photo: relativePath,
  outputs: z.array(relativePath).min(1),
  settings: settingsSchema,
  tileSize: z.int().exactOptional(),
  /** Hash of the photo that the result there is was made of. */
  unlessIs: z.string().exactOptional(),
  /** Name of a file among the results by which a machine knows that its folder is the batch's own. */
  proof: z.string().regex(/^\.daguerre-[0-9a-f]{12}\.batch$/),
});
export type QueuedJob = z.output<typeof jobSchema>;

/** What a machine answers: restored, unchanged since the result was made, or gone. Failures are the queue's own. */
export const outcomeSchema = z.discriminatedUnion('outcome', [
  taskResultSchema.extend({ outcome: z.literal('done') }),
  z.object({ outcome: z.literal('kept') }),
  z.object({ outcome: z.literal('vanished') }),
]);
export type JobOutcome = z.output<typeof outcomeSchema>;

/** A queue for each network: machines with another one, whose results would differ, don't take its jobs. */
export function queueName(modelHash: string): string {
  return `daguerre-${FORMAT}-${modelHash.slice(0, 12)}`;
}

/**
 * The same for the same work, whoever asks for it again: a photo that is in the queue already isn't added a second
 * time, and one that changed since, or is to be restored otherwise, is other work.
 */
export function jobId(job: QueuedJob, { settingsHash, bytes, modified }: LedgerRow): string {
  const { proof, settings, ...work } = job;
  return hashValue({ ...work, settingsHash, bytes, modified }).slice(0, 32);
}
