import { saidSchema } from '../../contract/said';
import { z } from '../../contract/schema';
import { hashValue } from '../hashes';
import type { LedgerRow } from '../ledger-rows';
import { settingsSchema, taskResultSchema } from '../task';

/** Increased whenever the format of a job or its outcome changes; each version has its own queue. */
const FORMAT = 2;

const relativePath = z.string().max(4096).refine(staysWithin);

/** Whether a path relative to a folder stays inside it on this system; a job may come from another system. */
function staysWithin(path: string): boolean {
  if (path === '' || path.includes('\0')) return false;
  const parts = process.platform === 'win32' ? path.split(/[/\\]/) : path.split('/');
  const isDrive = process.platform === 'win32' && /^[A-Za-z]:/.test(path);
  return parts[0] !== '' && !isDrive && !parts.includes('..');
}

/** One photo to restore, as a job in the queue for any machine. */
export const jobSchema = z.object({
  /** The folders of photos and results (or s3://bucket/prefix), as named on the machine with the ledger. */
  input: z.string(),
  output: z.string(),
  /** Relative to those folders, with `/`. */
  photo: relativePath,
  outputs: z.array(relativePath).min(1),
  settings: settingsSchema,
  tileSize: z.int().exactOptional(),
  /** Hash of the photo from which the existing result was made. */
  unlessIs: z.string().exactOptional(),
  /** Name of a file in the results' folder by which a machine verifies that it sees the batch's own folder. */
  proof: z.string().regex(/^\.daguerre-[0-9a-f]{12}\.batch$/),
});
export type QueuedJob = z.output<typeof jobSchema>;

/** A job's outcome: restored, unchanged since the result was made, gone, or left alone. The queue itself reports failures. */
export const outcomeSchema = z.discriminatedUnion('outcome', [
  taskResultSchema.extend({ outcome: z.literal('done') }),
  z.object({ outcome: z.literal('kept') }),
  z.object({ outcome: z.literal('vanished') }),
  z.object({ outcome: z.literal('left'), reason: saidSchema }),
]);
export type JobOutcome = z.output<typeof outcomeSchema>;

/** The queue's name. Each network has its own queue, because a worker with another network would give other results. */
export function queueName(modelHash: string): string {
  return `daguerre-${FORMAT}-${modelHash.slice(0, 12)}`;
}

/**
 * The id of a job, which is equal for equal work: a photo that is already in the queue isn't added again. A photo that
 * has changed, or that has other settings, gets another id.
 */
export function jobId(job: QueuedJob, { settingsHash, bytes, modified }: LedgerRow): string {
  const { proof, settings, ...work } = job;
  return hashValue({ ...work, settingsHash, bytes, modified }).slice(0, 32);
}
