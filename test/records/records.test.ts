import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { z } from '../../src-main/contract/schema';
import { LIMITS } from '../hostile/fuzz/watched';
import { RECORDS } from './record';
import { FIGURES, type RecordKind, recordSchema } from './schema';
import { hashOfSources } from './sources';

let sources = '';
beforeAll(async () => {
  sources = await hashOfSources();
});

/** The figures of a long run that was kept. That it ran on other sources is said and no fault: sources move on. */
async function figuresOf<Schema extends z.ZodType>(
  kind: RecordKind,
  schema: Schema,
): Promise<z.output<Schema>> {
  const text = await readFile(join(RECORDS, `${kind}.json`), 'utf8');
  const record = recordSchema.parse(JSON.parse(text));
  expect(record.what).toBe(kind);
  const same = record.sources === sources ? 'these very sources' : 'other sources than these';
  process.stdout.write(
    `${kind}: kept on ${record.date} of ${same}, in ${record.seconds} s on ${record.cores} cores\n`,
  );
  return z.parse<Schema>(schema, record.figures);
}

describe('the long run that was kept', () => {
  it('of 10,000 photos and 20 kills is complete, and its counts are right', async () => {
    const batch = await figuresOf('batch', FIGURES.batch);
    expect(batch.files).toBeGreaterThanOrEqual(10_000);
    expect(batch.done + batch.failed + batch.skipped).toBeGreaterThanOrEqual(10_000);
    expect(batch.failed).toBeGreaterThanOrEqual(100);
    expect(batch.brokenKinds).toBe(10);
    for (const photos of Object.values(batch.names)) expect(photos).toBeGreaterThan(100);
    expect(batch).toMatchObject({ kills: 20, killsInTheMiddle: 20, restoredTwice: 0, permissions: true });
  });

  it('of memory is flat', async () => {
    const { early, late, ratio } = await figuresOf('memory', FIGURES.memory);
    expect(late / early).toBeCloseTo(ratio, 2);
    expect(ratio).toBeLessThan(1.05);
  });

  it('of a batch keeps the network at work', async () => {
    expect((await figuresOf('throughput', FIGURES.throughput)).share).toBeGreaterThan(0.97);
  });

  it('of tiles is that without tiles', async () => {
    const { cases } = await figuresOf('tiled', FIGURES.tiled);
    expect(cases.map(({ operator, tile }) => `${operator} ${tile}`).sort()).toEqual([
      'denoise 128',
      'denoise 256',
      'inpaint 128',
      'inpaint 256',
    ]);
    for (const { rms, worst, seam } of cases) {
      expect(rms).toBeLessThan(0.25);
      expect(worst).toBeLessThan(2);
      expect(seam).toBeLessThan(0.1);
    }
  });

  it('of 5,000 hostile files found nothing, within the limits', async () => {
    const { files, finds, kinds } = await figuresOf('fuzz', FIGURES.fuzz);
    expect(files).toBeGreaterThanOrEqual(5000);
    expect(finds).toBe(0);
    expect(kinds).toHaveLength(14);
    for (const { worstSeconds, worstMegabytes, read, refused, files: made } of kinds) {
      expect(worstSeconds).toBeLessThan(LIMITS.seconds);
      expect(worstMegabytes).toBeLessThan(LIMITS.megabytes);
      expect(read + refused).toBe(made);
    }
  });

  it.each([
    ['kills-command-line', 4],
    ['kills-batch', 3],
    ['kills-worker', 4],
    ['kills-window', 4],
  ] as const)('of %s is complete: twenty of each kind, no process left', async (place, count) => {
    const { kinds } = await figuresOf(place, FIGURES[place]);
    expect(kinds).toHaveLength(count);
    for (const figures of kinds) {
      expect(figures).toMatchObject({ kills: 20, orphans: 0 });
      expect(figures.inTheMiddle).toBeGreaterThan(0);
    }
  });

  it('of one studio is flat in memory, handles and files', async () => {
    const { restorations, crashes, early, late, ratio } = await figuresOf('soak', FIGURES.soak);
    // A shorter run than the 2,000 of the long test.
    expect(restorations).toBeGreaterThanOrEqual(1000);
    expect(crashes).toBe(Math.floor(restorations / 100));
    expect(late.megabytes / early.megabytes).toBeCloseTo(ratio, 2);
    expect(ratio).toBeLessThan(1.15);
    expect(late.handles - early.handles).toBeLessThan(8);
    expect(late.files - early.files).toBeLessThan(50);
  });

  it('of one window, whose page crashes too, is flat but for the handle that Electron keeps of each process', async () => {
    const figures = await figuresOf('soak-window', FIGURES['soak-window']);
    const { restorations, crashes, early, late, ratio, mostKept } = figures;
    // A shorter run than the 2,000 of the long test.
    expect(restorations).toBeGreaterThanOrEqual(1000);
    expect(crashes).toBe(Math.floor(restorations / 100));
    expect(late.megabytes / early.megabytes).toBeCloseTo(ratio, 2);
    expect(ratio).toBeLessThan(1.15);
    expect(late.handles - early.handles - (late.started - early.started)).toBeLessThan(16);
    expect(mostKept).toBeLessThanOrEqual(72);
    expect(late.files - early.files).toBeLessThan(8);
  });

  it('of a batch against the engine alone takes no longer', async () => {
    const { rounds, ratio, bar } = await figuresOf('batch-against-engine', FIGURES['batch-against-engine']);
    expect(rounds.length).toBeGreaterThanOrEqual(3);
    expect(bar).toBe(0.97);
    expect(ratio).toBeGreaterThanOrEqual(bar);
  });
});

it('a record with other fields than expected is refused', () => {
  expect(FIGURES.memory.safeParse({ early: 1, late: 1 }).success).toBe(false);
  expect(recordSchema.safeParse({ what: 'memory', figures: { early: 1, late: 1, ratio: 1 } }).success).toBe(
    false,
  );
});

it('the hash of the sources is the same each time', async () => {
  expect(await hashOfSources()).toBe(sources);
  expect(sources).toMatch(/^[0-9a-f]{64}$/);
});
