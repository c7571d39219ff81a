import { mkdir, readdir, rename, symlink, writeFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { contents, photosOf, QUICK, runBatch, startBatch, told, workplace, writePhoto } from './support';

const place = workplace();
const PHOTOS = 6;
/** As many as take some seconds, so that the drive is lost in the middle of them, however busy the machine is. */
const MANY = 24;

/** A folder of photos and the batch that restores them. */
async function batchOf(name: string, photos = PHOTOS) {
  for (let i = 0; i < photos; i++) await writePhoto(place.at(`${name}-photos`, 'sub', `${i}.png`), i, 96, 96);
  return {
    input: place.at(`${name}-photos`),
    output: place.at(name),
    recipe: { ...QUICK, output: { format: 'png' } },
    data: place.at(`${name}-data`),
  } as const;
}

it.each(['photos', 'results'] as const)(
  'a batch whose %s are lost with their drive waits, and continues when it is back',
  async (which) => {
    const call = await batchOf(`lost-${which}`, MANY);
    const lost = which === 'photos' ? call.input : call.output;
    const batch = await startBatch(call);
    await told(batch, 'done');
    await rename(lost, `${lost}-away`);
    await told(batch, 'waiting');
    const waiting = batch.events.find(({ event }) => event === 'waiting');
    expect(waiting?.reason).toContain(`${lost} can't be reached`);
    expect(await readdir(place.at())).not.toContain(`lost-${which}${which === 'photos' ? '-photos' : ''}`);
    await rename(`${lost}-away`, lost);
    expect((await batch.ended).status).toBe(0);
    expect(batch.events.at(-1)).toMatchObject({
      event: 'finished',
      done: MANY,
      failed: 0,
      skipped: 0,
      waiting: 0,
    });
    expect((await contents(call.output)).size).toBe(MANY);
  },
);

it('a link inside the folder of results is not followed out of it', async () => {
  const call = await batchOf('linked');
  await mkdir(place.at('elsewhere'));
  await mkdir(call.output);
  await symlink(place.at('elsewhere'), place.at('linked', 'sub'));
  const { status, events } = await runBatch(call);
  expect(status).toBe(3);
  expect(photosOf(events, 'failed')).toHaveLength(PHOTOS);
  expect(events.find(({ event }) => event === 'failed')?.reason).toContain(
    'leads out of the folder of results',
  );
  expect(await readdir(place.at('elsewhere'))).toEqual([]);
});

it('a link that stays inside the folder of results, and one in the place of a list, do no harm', async () => {
  const call = await batchOf('inside');
  await mkdir(place.at('inside', 'real'), { recursive: true });
  await symlink(place.at('inside', 'real'), place.at('inside', 'sub'));
  await mkdir(place.at('inside-lists'));
  await writeFile(place.at('precious.txt'), 'precious');
  await symlink(place.at('precious.txt'), place.at('inside-lists', 'done.csv'));
  const { status } = await runBatch({ ...call, args: ['--lists', place.at('inside-lists')] });
  expect(status).toBe(0);
  expect(await readdir(place.at('inside', 'real'))).toHaveLength(PHOTOS);
  expect((await contents(place.at('inside-lists'))).size).toBe(3);
});
