import { join } from 'node:path';
import { PlainError } from '../contract/errors';
import { whyLeftAlone } from '../jobs/find-damage';
import { ProcessLost } from '../transport/live-child';
import type { Drives } from './drives';
import type { BatchEvent } from './events';
import type { LedgerRow } from './ledger-rows';
import type { OpenBatch } from './open-batch';
import type { SlotEngine } from './overlapping';
import { isDiskFull, type Room } from './room';
import { workOf } from './row-settings';
import type { RowWriter } from './row-writer';
import { restoreTask, Vanished } from './task';

/** Number of attempts if an error isn't caused by the photo. */
export const TRIES = 2;

/** The outcome of a claimed photo; `again` if it waits to be claimed once more. */
export type Outcome = 'done' | 'kept' | 'failed' | 'skipped' | 'again';

export interface WorkerOptions {
  readonly batch: OpenBatch;
  readonly room: Room;
  readonly drives: Drives;
  readonly writer: RowWriter;
  readonly tell: (event: BatchEvent) => void;
}

/**
 * Restores the photo of a claimed row and records the outcome in the ledger. The row becomes done only when the result
 * is on disk. `hold` is the name by which the job can be paused. Rejects with the signal's reason or because of a fault
 * of the program; the caller then gives the claim back.
 */
export async function restoreClaimed(
  engine: SlotEngine,
  row: LedgerRow,
  hold: string,
  signal: AbortSignal,
  options: WorkerOptions,
): Promise<Outcome> {
  options.tell({ event: 'started', photo: row.path });
  const { losses } = options.drives;
  try {
    return await restore(engine, row, hold, signal, options);
  } catch (error) {
    signal.throwIfAborted();
    // The drive may be back by the time its loss is heard of here, because another slot saw it first.
    const wasLost = (await options.drives.wait(signal)) || options.drives.losses > losses;
    if (!wasLost) return setAside(row, error, signal, options);
    await options.room.write(() => options.batch.ledger.release(row), signal);
    return 'again';
  }
}

async function restore(
  engine: SlotEngine,
  row: LedgerRow,
  hold: string,
  signal: AbortSignal,
  { batch: { input, output, options }, writer }: WorkerOptions,
): Promise<Outcome> {
  const { settings, outputs, unlessIs } = workOf(row);
  const result = await restoreTask(
    engine,
    {
      photo: join(input, row.path),
      outputs: outputs.map((file) => join(output, file)),
      root: output,
      settings,
    },
    { network: options.network, tileSize: options.tileSize, hold, signal, unlessIs },
  );
  if (!result) {
    await writer.kept(row, signal);
    return 'kept';
  }
  await writer.done(row, result, outputs, signal);
  return 'done';
}

async function setAside(
  row: LedgerRow,
  error: unknown,
  signal: AbortSignal,
  { batch: { ledger }, room, writer }: WorkerOptions,
): Promise<Outcome> {
  if (isDiskFull(error)) {
    await room.wait(error, signal);
    await room.write(() => ledger.release(row), signal);
    return 'again';
  }
  if (error instanceof Vanished) {
    await writer.vanished(row, signal);
    return 'skipped';
  }
  const why = whyLeftAlone(error);
  if (why) {
    await writer.leftAlone(row, why, signal);
    return 'skipped';
  }
  if (!(error instanceof PlainError)) throw error;
  // After a lost process, SharedWork has already tried this photo again alone.
  const isFinal = error.badRequest || error instanceof ProcessLost;
  if (!isFinal && row.tries < TRIES) {
    await room.write(() => ledger.retry(row.id), signal);
    return 'again';
  }
  await writer.failed(row, error.said, signal);
  return 'failed';
}
