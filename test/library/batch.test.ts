import { appendFile, mkdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { beforeAll, describe, expect, it } from 'vitest';
import { contents, photosOf, QUICK, runBatch, startBatch, told, workplace, writePhoto } from './support';
import { makeTree, type Tree } from './tree';

const place = workplace();

describe('a batch over a tree of all kinds of files', () => {
  let tree: Tree;
  let input = '';
  let before = new Map<string, string>();
  beforeAll(async () => {
    input = place.at('tree');
    tree = await makeTree(input);
    before = await contents(input);
  });
  const call = (args: readonly string[] = []) => ({
    input,
    output: place.at('results'),
    recipe: { ...QUICK, output: { format: 'png' } },
    data: place.at('data'),
    args,
  });

  it('reports what it would do, and does nothing', async () => {
    const { status, stdout } = await runBatch(call(['--dry-run']));
    expect(status).toBe(0);
    const found = JSON.parse(stdout);
    expect(found).toMatchObject({ counts: { waiting: 21, done: 0 }, otherFiles: 1, lookedInto: 21 });
    expect(found.leftOut.map(({ path }: { path: string }) => path)).toEqual(
      expect.arrayContaining([...tree.others, 'broken/empty.jpg', 'broken/text.jpg']),
    );
    expect(found.seconds).toBeGreaterThan(0);
    expect(found.bytes).toBeGreaterThan(0);
    await expect(contents(place.at('results'))).rejects.toThrow('ENOENT');
  });

  it('restores good photos, sets the others aside with a reason, and damages nothing', async () => {
    const lists = place.at('lists');
    const { status, events, stderr } = await runBatch(call(['--lists', lists]));
    expect(stderr).toBe('');
    expect(status).toBe(3);
    expect(photosOf(events, 'done')).toEqual([...tree.good].sort());
    expect(photosOf(events, 'failed')).toEqual([...tree.broken].sort());
    for (const { event, reason } of events) if (event === 'failed') expect(reason).toMatch(/^[A-Z/].*[.]$/);
    expect(events.at(-1)).toMatchObject({
      event: 'finished',
      done: 11,
      doneNow: 11,
      failed: 10,
      skipped: 3,
      waiting: 0,
    });
    expect(await contents(input)).toEqual(before);
    const results = await contents(place.at('results'));
    expect(results.size).toBe(11);
    // One stem, three extensions: three results.
    expect([...results.keys()].filter((name) => name.startsWith('a/one')).sort()).toEqual([
      'a/one-png.png',
      'a/one-tif.png',
      'a/one.png',
    ]);
    expect(new Set([...results.keys()].map((name) => name.normalize('NFC').toLowerCase())).size).toBe(11);
    const failed = await readFile(join(lists, 'failed.csv'), 'utf8');
    expect(failed.split('\r\n')).toHaveLength(12);
    expect(failed).toContain('broken/text.jpg');
    expect((await readFile(join(lists, 'done.csv'), 'utf8')).split('\r\n')).toHaveLength(13);
  });

  it('refuses to start again without --resume', async () => {
    const { status, stderr } = await runBatch(call());
    expect(status).toBe(2);
    expect(stderr).toMatch(
      /^A batch from .* was begun before \(11 of 21 photos are done\); add --resume .*\.\n$/,
    );
  });

  it('repeats nothing, unless a photo changed, a result is gone or a photo is new', async () => {
    const results = await contents(place.at('results'));
    const again = await runBatch(call(['--resume']));
    expect(photosOf(again.events, 'started')).toEqual([]);
    expect(again.status).toBe(3);
    expect(await contents(place.at('results'))).toEqual(results);

    await writePhoto(join(input, 'a/one.png'), 77);
    await utimes(join(input, 'c/UPPER.JPG'), new Date(), new Date());
    await rm(place.at('results/b/caf\u00e9-jpg.png'));
    await writePhoto(join(input, 'a/new.jpg'), 78);
    const changed = await runBatch(call(['--resume']));
    expect(photosOf(changed.events, 'done')).toEqual(['a/new.jpg', 'a/one.png', 'b/caf\u00e9.jpg']);
    const after = await contents(place.at('results'));
    expect(after.get('b/caf\u00e9-jpg.png')).toBe(results.get('b/caf\u00e9-jpg.png'));
    expect(after.get('a/one-png.png')).not.toBe(results.get('a/one-png.png'));
    expect(after.get('c/UPPER.png')).toBe(results.get('c/UPPER.png'));
  });

  it('retries failed photos on request, and only those', async () => {
    await writePhoto(join(input, 'broken/text.jpg'), 5);
    const { events } = await runBatch(call(['--retry-failed']));
    expect(photosOf(events, 'done')).toEqual(['broken/text.jpg']);
    expect(photosOf(events, 'failed')).toHaveLength(9);
  });

  it('redoes everything if the recipe has changed', async () => {
    const { events } = await runBatch({
      ...call(['--resume', '--include', 'a/*']),
      recipe: { ...QUICK, seed: 4, output: { format: 'png' } },
    });
    expect(photosOf(events, 'done')).toEqual([
      'a/Two words.jpeg',
      'a/new.jpg',
      'a/one.jpg',
      'a/one.png',
      'a/one.tif',
    ]);
  });
});

describe('a batch', () => {
  it('estimates from each photo, and has recipes for folders, names and formats', async () => {
    const input = place.at('auto');
    await writePhoto(join(input, 'x.jpg'), 1, 96, 96);
    await writePhoto(join(input, 'big/y.png'), 2);
    const recipe = {
      operator: 'denoise',
      noise: 'auto',
      steps: 2,
      output: { name: '{name} {operator}', quality: 80 },
      folders: [{ match: 'big/**', operator: 'upscale', scale: 2, steps: 2, output: { format: 'tiff' } }],
    };
    const { status, events, stderr } = await runBatch({
      input,
      output: place.at('auto-out'),
      recipe,
      data: place.at('auto-data'),
    });
    expect([status, stderr]).toEqual([0, '']);
    expect(photosOf(events, 'done')).toEqual(['big/y.png', 'x.jpg']);
    expect([...(await contents(place.at('auto-out'))).keys()]).toEqual(['big/y.tif', 'x denoise.jpg']);
    expect(await sharp(place.at('auto-out/big/y.tif')).metadata()).toMatchObject({ width: 96, height: 80 });
  });

  it('sets aside photos whose results can not be written, and goes on', async () => {
    const input = place.at('closed');
    for (const name of ['a.jpg', 'shut/b.jpg', 'z.jpg']) await writePhoto(join(input, name), 3);
    await mkdir(place.at('closed-out'));
    await writeFile(place.at('closed-out/shut'), 'a file where a folder should be');
    const { status, events } = await runBatch({
      input,
      output: place.at('closed-out'),
      recipe: QUICK,
      data: place.at('closed-data'),
    });
    expect(status).toBe(3);
    expect(photosOf(events, 'done')).toEqual(['a.jpg', 'z.jpg']);
    const failed = events.find(({ event }) => event === 'failed');
    expect(failed?.reason).toMatch(/shut is not a folder; choose another place for .*\.$/);
  });

  it('finds masks by name, and leaves out photos that have none', async () => {
    const input = place.at('masked');
    const masks = join(input, 'masks');
    for (const [i, name] of ['a.jpg', 'sub/b.jpg', 'c.jpg', 'clean.jpg'].entries())
      await writePhoto(join(input, name), i);
    const spot = await sharp({ create: { width: 48, height: 40, channels: 3, background: 'black' } })
      .composite([
        { input: { create: { width: 6, height: 6, channels: 3, background: 'white' } }, left: 9, top: 9 },
      ])
      .png()
      .toBuffer();
    await mkdir(join(masks, 'sub'), { recursive: true });
    await writeFile(join(masks, 'a-mask.png'), spot);
    await writeFile(join(masks, 'sub/b.png'), spot);
    const unmarked = sharp({ create: { width: 48, height: 40, channels: 3, background: 'black' } });
    await unmarked.png().toFile(join(masks, 'clean.png'));
    const { status, events } = await runBatch({
      input,
      output: place.at('masked-out'),
      recipe: { operator: 'inpaint', steps: 2, output: { format: 'png' } },
      data: place.at('masked-data'),
      args: ['--masks', masks],
    });
    expect(status).toBe(0);
    expect(photosOf(events, 'done')).toEqual(['a.jpg', 'sub/b.jpg']);
    expect(events.at(-1)).toMatchObject({ done: 2, failed: 0, skipped: 2 });
  });

  it('replaces no file that it did not make when a recipe has changed, and follows a new name', async () => {
    const input = place.at('renewed');
    await writePhoto(join(input, 'a.png'), 1);
    const call = (more: object) =>
      place.call('renewed-results', { input, recipe: { ...QUICK, ...more }, args: ['--resume'] });
    const names = async () => [...(await contents(place.at('renewed-results'))).keys()].sort();
    await runBatch(call({}));
    expect(await names()).toEqual(['a.png']);
    const mine = place.at('renewed-results', 'a-1.png');
    await writeFile(mine, 'mine');
    await runBatch(call({ samples: 2 }));
    expect(await names()).toEqual(['a-1.png', 'a-png-1.png', 'a-png-2.png', 'a.png']);
    expect(await readFile(mine, 'utf8')).toBe('mine');
    await runBatch(call({ output: { name: '{name} clean' } }));
    expect(await names()).toContain('a clean.png');
  });

  it('gives a photo another name whose samples would replace the result of another', async () => {
    const input = place.at('numbered');
    for (const [seed, name] of ['a.png', 'a-1.png'].entries()) await writePhoto(join(input, name), seed);
    const folders = [{ match: 'a.png', ...QUICK, samples: 2 }];
    const { status } = await runBatch(
      place.call('numbered-results', { input, recipe: { ...QUICK, folders } }),
    );
    expect(status).toBe(0);
    const names = [...(await contents(place.at('numbered-results'))).keys()];
    expect(names.sort()).toEqual(['a-1.png', 'a-png-1.png', 'a-png-2.png']);
  });

  it('writes beside the photos without taking results for photos the next time', async () => {
    const input = place.at('beside');
    await writePhoto(join(input, 'a.jpg'), 1);
    await writeFile(join(input, 'a-clean.jpg'), 'was here before');
    const call = {
      input,
      output: input,
      recipe: { ...QUICK, output: { name: '{name}-clean' } },
      data: place.at('beside-data'),
      args: ['--exclude', 'a-clean.jpg', '--resume'],
    };
    await runBatch(call);
    const again = await runBatch(call);
    expect(photosOf(again.events, 'started')).toEqual([]);
    expect([...(await contents(input)).keys()]).toEqual(['a-clean-jpg.jpg', 'a-clean.jpg', 'a.jpg']);
    expect(await readFile(join(input, 'a-clean.jpg'), 'utf8')).toBe('was here before');
  });

  it('survives a photo that vanishes and one that changes while it runs', async () => {
    const input = place.at('moving');
    for (let i = 0; i < 14; i++)
      await writePhoto(join(input, `${String(i).padStart(2, '0')}.jpg`), i, 128, 128);
    const batching = await startBatch({
      input,
      output: place.at('moving-out'),
      recipe: { ...QUICK, steps: 4 },
      data: place.at('moving-data'),
    });
    await told(batching, 'started');
    await rm(join(input, '13.jpg'));
    await writePhoto(join(input, '12.jpg'), 500, 64, 64);
    await appendFile(join(input, '12.jpg'), '');
    const { status } = await batching.ended;
    expect(status).toBe(0);
    expect(batching.events.at(-1)).toMatchObject({ done: 13, failed: 0, skipped: 1 });
    expect(await sharp(place.at('moving-out/12.jpg')).metadata()).toMatchObject({ width: 64 });
  });

  it.each([
    ['no JSON', 'nothing', /isn't a recipe, because it isn't JSON/],
    [
      'a wrong word',
      { operator: 'denoise', noise: -1 },
      /noise must be a number of 8-bit levels from 0 to 127\./,
    ],
    [
      'a wrong name',
      { operator: 'denoise', output: { name: 'a/b' } },
      /output\.name must be a file name with \{name\}/,
    ],
  ])('refuses a recipe with %s in a sentence', async (_what, recipe, sentence) => {
    const { status, stderr, stdout } = await runBatch({
      input: place.at('auto'),
      output: place.at('none'),
      recipe,
      data: place.at('none-data'),
    });
    expect(stderr).toMatch(sentence);
    expect(stderr).toMatch(/^[^\n]+\.\n$/);
    expect([status, stdout]).toEqual([2, '']);
  });

  it('refuses a missing folder', async () => {
    const { status, stderr } = await runBatch({
      input: place.at('nowhere'),
      output: place.at('none'),
      recipe: QUICK,
      data: place.at('none-data'),
    });
    expect(stderr).toMatch(/^The folder .*nowhere can't be read; .*\.\n$/);
    expect(status).toBe(2);
  });
});
