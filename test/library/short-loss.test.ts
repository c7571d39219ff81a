import { renameSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { withEngine } from '../../src-main/jobs/engine';
import { SharedWork } from '../../src-main/library/alone';
import { Drives } from '../../src-main/library/drives';
import type { BatchEvent } from '../../src-main/library/events';
import { openBatch } from '../../src-main/library/open-batch';
import { restoreClaimed } from '../../src-main/library/photo-worker';
import { parseRules } from '../../src-main/library/recipe-file';
import { Room } from '../../src-main/library/room';
import { RowWriter } from '../../src-main/library/row-writer';
import { TINY } from '../cli/support';
import { QUICK, workplace, writePhoto } from './support';

const place = workplace();
const { signal } = new AbortController();

/** Loses a folder while a photo is restored. Another slot sees it lost, and it is back before this slot can look. */
class ShortLoss extends SharedWork {
  readonly #folder: string;
  readonly #seen: () => Promise<unknown>;

  constructor(folder: string, seen: () => Promise<unknown>) {
    super();
    this.#folder = folder;
    this.#seen = seen;
  }

  override async run<T>(work: () => Promise<T>, until: AbortSignal): Promise<T> {
    renameSync(this.#folder, `${this.#folder}-away`);
    try {
      await this.#seen();
      return await super.run(work, until);
    } finally {
      renameSync(`${this.#folder}-away`, this.#folder);
    }
  }
}

it('a photo is restored again if its drive was lost and back before its failure was handled', async () => {
  const output = place.at('results');
  await writePhoto(place.at('photos', 'a.png'), 1);
  await mkdir(output);
  const batch = await openBatch(
    {
      input: place.at('photos'),
      output,
      masks: null,
      ...parseRules({ ...QUICK, output: { format: 'png' } }, 'recipe'),
      include: [],
      exclude: [],
      order: 'folder',
    },
    {
      resume: true,
      retryFailed: false,
      ledgers: place.at('ledgers'),
      network: { modelPath: TINY, provider: 'cpu' },
    },
    signal,
  );
  const row = batch.ledger.claim('test', 'folder');
  if (!row) throw new Error('the photo is missing');
  let heard = () => {};
  const seen = new Promise<void>((done) => {
    heard = done;
  });
  const drives = await Drives.of([output], heard);
  const events: BatchEvent[] = [];
  const tell = (event: BatchEvent) => void events.push(event);
  const room = new Room([output], () => {});
  const options = { batch, room, drives, writer: new RowWriter(batch.ledger, room, tell), tell };
  const outcome = await withEngine(async (engine) => {
    const otherSlot = () => {
      void drives.wait(signal);
      return seen;
    };
    return restoreClaimed(
      { ...engine, shared: new ShortLoss(output, otherSlot) },
      row,
      'slot',
      signal,
      options,
    );
  });
  expect(outcome).toBe('again');
  expect(events.map(({ event }) => event)).toEqual(['started']);
  expect(batch.ledger.claim('test', 'folder')?.tries).toBe(row.tries);
});
