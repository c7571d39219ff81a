import { type Said, said } from '../contract/said';
import type { BatchEvent } from './events';
import type { Ledger } from './ledger';
import type { LedgerRow } from './ledger-rows';
import type { Room } from './room';
import type { TaskResult } from './task';

/** Records the outcomes of photos in a ledger and reports them. Waits if the disk is full. */
export class RowWriter {
  readonly #ledger: Ledger;
  readonly #room: Room;
  readonly #tell: (event: BatchEvent) => void;

  constructor(ledger: Ledger, room: Room, tell: (event: BatchEvent) => void) {
    this.#ledger = ledger;
    this.#room = room;
    this.#tell = tell;
  }

  /** Records that the photo's results are on disk. */
  async done(
    row: LedgerRow,
    result: TaskResult,
    outputs: readonly string[],
    signal: AbortSignal,
  ): Promise<void> {
    const { warnings, provider, ...facts } = result;
    const { seconds, megapixels } = facts;
    await this.#room.write(() => this.#ledger.finish(row, facts), signal);
    const where = provider === undefined ? {} : { provider };
    this.#tell({ event: 'done', photo: row.path, outputs, seconds, megapixels, ...where, warnings });
  }

  /** Records that the existing result was made from the same photo. */
  async kept(row: LedgerRow, signal: AbortSignal): Promise<void> {
    await this.#room.write(() => this.#ledger.keep(row.id), signal);
  }

  /** Records that the photo is gone. */
  async vanished(row: LedgerRow, signal: AbortSignal): Promise<void> {
    await this.leftAlone(row, said('vanished'), signal);
  }

  /** Records that the photo isn't restored, and why. */
  async leftAlone(row: LedgerRow, reason: Said, signal: AbortSignal): Promise<void> {
    await this.#room.write(() => this.#ledger.setAside(row.id, 'skipped', reason), signal);
    this.#tell({ event: 'skipped', photo: row.path, reason });
  }

  async failed(row: LedgerRow, reason: Said, signal: AbortSignal): Promise<void> {
    await this.#room.write(() => this.#ledger.setAside(row.id, 'failed', reason), signal);
    this.#tell({ event: 'failed', photo: row.path, reason });
  }
}
