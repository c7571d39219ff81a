import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Order } from '../../src-main/contract/batch';
import { said } from '../../src-main/contract/said';
import { withEngine } from '../../src-main/jobs/engine';
import type { BatchEvent } from '../../src-main/library/events';
import { type OpenBatch, openBatch } from '../../src-main/library/open-batch';
import { parseRules } from '../../src-main/library/recipe-file';
import { type RunHandle, type RunOptions, runBatch } from '../../src-main/library/run-batch';
import { TINY } from '../cli/support';
import { contents, QUICK, workplace, writePhoto } from './support';

const place = workplace();
const COUNT = 8;
/** Larger ones come first by name. */
const nameOf = (i: number) => `${i}.jpg`;

beforeAll(async () => {
  for (let i = 0; i < COUNT; i++) await writePhoto(place.at('photos', nameOf(i)), i, 160 - 12 * i, 96);
}, 60_000);

async function open(name: string, order: Order = 'folder'): Promise<OpenBatch> {
  return openBatch(
    {
      input: place.at('photos'),
      output: place.at(name),
      masks: null,
      ...parseRules({ ...QUICK, steps: 3, output: { format: 'png' } }, 'recipe'),
      include: [],
      exclude: [],
      order,
    },
    {
      resume: true,
      retryFailed: false,
      ledgers: join(place.at(name), '..', `${name}-ledgers`),
      network: { modelPath: TINY, provider: 'cpu' },
    },
    new AbortController().signal,
  );
}

/** Runs a batch; `hear` gets every event and the batch that runs. */
async function run(
  batch: OpenBatch,
  hear: (event: BatchEvent, running: RunHandle) => void = () => {},
  options: Partial<RunOptions> = {},
) {
  const events: BatchEvent[] = [];
  const finished = withEngine(async (engine) => {
    const running: RunHandle = runBatch(engine, batch, {
      signal: new AbortController().signal,
      onEvent: (event) => {
        events.push(event);
        hear(event, running);
      },
      ...options,
    });
    return running.finished;
  });
  return { summary: await finished, events };
}

describe('a batch that runs', () => {
  it('waits while it is paused, and continues', async () => {
    const batch = await open('paused');
    let doneWhilePaused = 0;
    let state: 'before' | 'paused' | 'after' = 'before';
    const { summary, events } = await run(batch, (event, running) => {
      if (event.event !== 'done') return;
      if (state === 'paused') doneWhilePaused++;
      if (state !== 'before') return;
      state = 'paused';
      running.pause();
      setTimeout(() => {
        state = 'after';
        running.resume();
      }, 1500);
    });
    batch.ledger.close();
    // One was already being encoded, and one was in its last call.
    expect(doneWhilePaused).toBeLessThanOrEqual(2);
    expect(summary).toMatchObject({ done: COUNT, doneNow: COUNT, failed: 0, waiting: 0 });
    const told = events.filter(({ event }) => event === 'waiting' || event === 'continued');
    expect(told).toEqual([{ event: 'waiting', reason: said('paused') }, { event: 'continued' }]);
  });

  it('releases its photos when it is cancelled', async () => {
    const batch = await open('cancelled');
    const controller = new AbortController();
    const reason = new Error('enough');
    const ended = run(
      batch,
      ({ event }) => {
        if (event === 'done') controller.abort(reason);
      },
      { signal: controller.signal },
    );
    await expect(ended).rejects.toBe(reason);
    const { done, waiting, working, failed } = batch.ledger.counts();
    expect([done + waiting, working, failed]).toEqual([COUNT, 0, 0]);
    expect(waiting).toBeGreaterThan(0);
    expect((await contents(place.at('cancelled'))).size).toBe(done);
    batch.ledger.close();
  });

  it('leaves no pause to the next run of its engine when it is cancelled while it is paused', async () => {
    const batch = await open('paused-cancelled');
    const controller = new AbortController();
    const summary = await withEngine(async (engine) => {
      const first = runBatch(engine, batch, {
        signal: controller.signal,
        onEvent: ({ event }) => {
          if (event !== 'done') return;
          first.pause();
          setTimeout(() => controller.abort(), 500);
        },
      });
      await expect(first.finished).rejects.toThrow();
      return runBatch(engine, batch, { signal: new AbortController().signal, onEvent: () => {} }).finished;
    });
    batch.ledger.close();
    expect(summary).toMatchObject({ done: COUNT, failed: 0, waiting: 0 });
  });

  it('waits while mayRun gives a reason, and reports the reason once', async () => {
    const batch = await open('battery');
    let asked = 0;
    const { summary, events } = await run(batch, undefined, {
      mayRun: async () => (asked++ === 0 ? said('onBattery') : undefined),
    });
    batch.ledger.close();
    expect(summary.done).toBe(COUNT);
    expect(events.filter(({ event }) => event === 'waiting')).toEqual([
      { event: 'waiting', reason: said('onBattery') },
    ]);
  });

  it('takes small photos first by order size, no more than `most`, and never reports the end too early', async () => {
    const batch = await open('few', 'size');
    const { summary, events } = await run(batch, undefined, { most: 3 });
    batch.ledger.close();
    const started = events.flatMap((event) => (event.event === 'started' ? [event.photo] : []));
    expect(started.sort()).toEqual([nameOf(5), nameOf(6), nameOf(7)]);
    expect(summary).toMatchObject({ done: 3, doneNow: 3, waiting: COUNT - 3 });
    for (const event of events) if (event.event === 'progress') expect(event.done).toBeLessThan(event.total);
  });
});
