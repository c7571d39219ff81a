import { mkdir, readdir, writeFile } from 'node:fs/promises';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { recipeRequestSchema } from '../../src-main/contract/recipe';
import { type Opened, place, resultsAt, sourceAt } from './support';

const [WIDTH, HEIGHT] = [160, 96];

const { at, open } = place(async (at) => {
  await mkdir(at('masks'));
  const grain = Uint8Array.from({ length: 3 * WIDTH * HEIGHT }, (_, i) => 100 + ((i * 7919) % 61));
  const picture = () => sharp(grain, { raw: { width: WIDTH, height: HEIGHT, channels: 3 } });
  await picture().png().toFile(at('photos', 'a.png'));
  await picture().jpeg({ quality: 60 }).toFile(at('photos', 'b.jpg'));
  await writeFile(at('photos', 'broken.jpg'), 'no picture');
  const spot = { create: { width: 12, height: 12, channels: 3, background: 'white' } } as const;
  await sharp({ create: { width: WIDTH, height: HEIGHT, channels: 3, background: 'black' } })
    .composite([{ input: spot, left: 40, top: 30 }])
    .png()
    .toFile(at('masks', 'a.png'));
});

const asked = (words: object) => recipeRequestSchema.parse({ steps: 2, provider: 'cpu', ...words });

async function planned(opened: Opened) {
  const { studio } = opened;
  const { id } = await studio.handlers.planBatch({
    input: await sourceAt(opened, at('photos')),
    output: await resultsAt(opened, at('results')),
    masks: await sourceAt(opened, at('masks')),
    recipe: asked({ operator: 'denoise', noise: 'auto' }),
    result: { format: 'same', metadata: 'keep', mark: true, name: '{name}' },
    folders: [],
    include: [],
    exclude: [],
    order: 'folder',
  });
  const view = { show: 'all', search: '', order: 'folder' } as const;
  const { rows } = await studio.handlers.batchRows({ batch: id, view, offset: 0, limit: 9 });
  const rowOf = (name: string) => rows.find((row) => row.name === name)?.id ?? -1;
  return { batch: id, rowOf };
}

test('repairs are tried on a photo of a batch without opening it, and leave no files', async () => {
  const opened = await open();
  const { studio } = opened;
  const { batch, rowOf } = await planned(opened);
  const row = rowOf('a.png');
  const { before, after, area } = await studio.handlers.tryRow({
    batch,
    row,
    recipe: asked({ operator: 'denoise', noise: 'auto' }),
  });
  expect(before).toMatchObject({ width: WIDTH, height: HEIGHT });
  expect(area).toEqual({ x: 0, y: 0, width: WIDTH, height: HEIGHT });
  const tile = async (id: string) => studio.readTile(id, 0, 0, 0);
  const [raw, seen] = [await tile(before.id), await tile(after.id)];
  expect(seen?.bytes.length).toBeGreaterThan(0);
  expect(seen?.bytes).not.toEqual(raw?.bytes);

  const larger = await studio.handlers.tryRow({
    batch,
    row,
    recipe: asked({ operator: ['upscale', 'inpaint'], scale: 2 }),
  });
  expect(larger.after).toMatchObject({ width: 2 * larger.area.width, height: 2 * larger.area.height });
  expect(larger.before).toEqual(before);
  expect(await tile(after.id)).toBeUndefined();

  await studio.handlers.endTrial({ batch });
  expect(await tile(larger.after.id)).toBeUndefined();
  const info = await studio.handlers.programInfo({});
  expect([info.recent, info.recovered]).toEqual([[], []]);
  expect(await readdir(at('photos'))).toEqual(['a.png', 'b.jpg', 'broken.jpg']);
  expect((await studio.handlers.batches({})).open?.counts).toMatchObject({ waiting: 3, done: 0 });
});

test('a replaced trial is cancelled, and a failed one says why', async () => {
  const opened = await open('data-again');
  const { studio } = opened;
  const { batch, rowOf } = await planned(opened);
  const first = studio.handlers.tryRow({
    batch,
    row: rowOf('a.png'),
    recipe: asked({ operator: 'inpaint' }),
  });
  const second = studio.handlers.tryRow({
    batch,
    row: rowOf('b.jpg'),
    recipe: asked({ operator: 'jpeg', quality: 'auto' }),
  });
  await expect(first).rejects.toThrow();
  expect((await second).before).toMatchObject({ width: WIDTH, height: HEIGHT });
  const recipe = asked({ operator: 'denoise', noise: 4 });
  await expect(studio.handlers.tryRow({ batch, row: rowOf('broken.jpg'), recipe })).rejects.toThrow(
    'broken.jpg',
  );
  const unmasked = asked({ operator: 'inpaint' });
  await expect(studio.handlers.tryRow({ batch, row: rowOf('b.jpg'), recipe: unmasked })).rejects.toThrow(
    'mask',
  );
});
