import { chmod, mkdir, readdir, readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it, type TestContext } from 'vitest';
import { boundByPermissions } from './permissions';
import { contents, photosOf, QUICK, runBatch, workplace, writePhoto } from './support';

const place = workplace();
const prefix = boundByPermissions();

const PHOTOS = [
  'closed folder/a.jpg',
  'closed.jpg',
  'open.jpg',
  'read-only/b.jpg',
  'to a read-only place/c.jpg',
];

async function setModes(open: boolean): Promise<void> {
  const modes = [
    ['photos/closed folder', 0o000],
    ['photos/closed.jpg', 0o000],
    ['photos/read-only', 0o555],
    ['photos/read-only/b.jpg', 0o444],
    ['results/to a read-only place', 0o555],
  ] as const;
  for (const [name, mode] of modes) await chmod(place.at(name), open ? 0o755 : mode);
}

beforeAll(async () => {
  for (const [i, name] of PHOTOS.entries()) await writePhoto(place.at('photos', name), i);
  await mkdir(place.at('results/to a read-only place'), { recursive: true });
});
// Otherwise only root could remove them.
afterAll(() => setModes(true));

function needPermissions(context: TestContext): void {
  context.skip(prefix === undefined, 'permissions bind nobody here');
}

const call = (args: readonly string[]) => ({
  input: place.at('photos'),
  output: place.at('results'),
  recipe: QUICK,
  data: place.at('data'),
  args,
  ...(prefix && { prefix }),
});

describe('a batch to whom permissions apply', () => {
  it('sets aside what it may not read or write, with messages, and accepts read-only photos', async (context) => {
    needPermissions(context);
    const before = await contents(place.at('photos'));
    await setModes(false);
    const { status, events, stderr } = await runBatch(call(['--lists', place.at('lists')]));
    expect([status, stderr]).toEqual([3, '']);
    expect(photosOf(events, 'done')).toEqual(['open.jpg', 'read-only/b.jpg']);
    const reasons = events
      .filter(({ event }) => event === 'failed')
      .map(({ photo, reason }) => [photo, reason]);
    expect(reasons).toEqual([
      [
        'closed.jpg',
        expect.stringMatching(/^.*closed\.jpg can't be read( \(EACCES\))?[;:].*permission.*\.$/),
      ],
      [
        'to a read-only place/c.jpg',
        expect.stringMatching(
          /^The folder .*to a read-only place can't be written to; choose another place for .*\.$/,
        ),
      ],
    ]);
    // The folder counts once, since its contents are unknown.
    expect(events.at(-1)).toMatchObject({ done: 2, failed: 2, skipped: 1, waiting: 0 });
    expect(await readFile(place.at('lists/skipped.csv'), 'utf8')).toContain(
      'closed folder,"a folder that can\'t be read; check its permissions"',
    );
    await setModes(true);
    expect(await contents(place.at('photos'))).toEqual(before);
    expect(await readdir(place.at('results/to a read-only place'))).toEqual([]);
  });

  it('restores the rest after the permissions were fixed', async (context) => {
    needPermissions(context);
    const { status, events } = await runBatch(call(['--retry-failed']));
    expect(status).toBe(0);
    expect(photosOf(events, 'done')).toEqual([
      'closed folder/a.jpg',
      'closed.jpg',
      'to a read-only place/c.jpg',
    ]);
  });

  it('says in a sentence that it cannot create the folder of the results or its ledger', async (context) => {
    needPermissions(context);
    await mkdir(place.at('shut'));
    await chmod(place.at('shut'), 0o555);
    const refused = await runBatch({
      ...call([]),
      output: place.at('shut/results'),
      data: place.at('other-data'),
    });
    expect(refused.stderr).toMatch(/^The folder .*shut\/results can't be made; .*\.\n$/);
    expect(refused.status).toBe(1);
  });
});
