import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import sharp from 'sharp';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Healed } from '../../src-main/contract/window/healing';
import type { Result } from '../../src-main/contract/window/results';
import { writeSoft } from '../cli/support';
import { boxTiles, fast, type Opened, openPhoto, place, targetAt } from './support';

const [WIDTH, HEIGHT] = [700, 600];
type Box = readonly [number, number, number, number];
const FIRST: Box = [500, 505, 20, 14];
const SECOND: Box = [510, 510, 30, 9];
const recipe = fast({ operator: 'inpaint', detail: 0.7 });

const scene = place(async (at) => {
  await writeSoft(at('photos', 'old.png'), WIDTH, HEIGHT);
});

let opened: Opened;
let document: string;
let photo: string;

beforeAll(async () => {
  opened = await scene.open();
});

beforeEach(async () => {
  const { document: one } = await openPhoto(opened, scene.at('photos', 'old.png'));
  document = one.id;
  photo = one.picture.id;
});

/** A whole shown picture: its pixels at full size, and a digest of all its levels. */
interface Seen {
  readonly full: Buffer;
  readonly digest: string;
}

async function see(picture: string): Promise<Seen> {
  const levels: Buffer[] = [];
  for (const [level, width, height] of [
    [0, WIDTH, HEIGHT],
    [1, WIDTH / 2, HEIGHT / 2],
  ] as const) {
    const parts = [];
    for (let row = 0; row * 512 < height; row++) {
      for (let column = 0; column * 512 < width; column++) {
        const tile = await opened.studio.readTile(picture, level, column, row);
        parts.push({ input: Buffer.from(tile?.bytes ?? []), left: column * 512, top: row * 512 });
      }
    }
    const canvas = sharp({ create: { width, height, channels: 3, background: 'black' } });
    levels.push(await canvas.composite(parts).removeAlpha().raw().toBuffer());
  }
  const hash = createHash('sha256');
  for (const level of levels) hash.update(level);
  return { full: levels[0], digest: hash.digest('hex') };
}

/** Pixels of full size that differ. */
function changed({ full: a }: Seen, { full: b }: Seen): { readonly x: number; readonly y: number }[] {
  const places = [];
  for (let pixel = 0; pixel < WIDTH * HEIGHT; pixel++) {
    const at = 3 * pixel;
    if (a[at] === b[at] && a[at + 1] === b[at + 1] && a[at + 2] === b[at + 2]) continue;
    places.push({ x: pixel % WIDTH, y: Math.floor(pixel / WIDTH) });
  }
  return places;
}

const isIn =
  ([left, top, across, down]: Box) =>
  ({ x, y }: { x: number; y: number }) =>
    x >= left && x < left + across && y >= top && y < top + down;

/** Heals a box and waits until it is drawn. */
async function heal(result: string | null, box: Box): Promise<Healed & { result: Result }> {
  const { stroke } = await opened.studio.handlers.heal({ document, result, recipe, tiles: boxTiles(box) });
  await opened.told.end(stroke);
  return last(stroke);
}

/** The last event of a stroke. */
function last(stroke: string): Healed & { result: Result } {
  const healed = opened.told.healed.findLast((one) => one.stroke === stroke);
  if (!healed?.result) throw new Error('nothing was healed');
  return { ...healed, result: healed.result };
}

describe('a stroke', () => {
  it('is healed in one call at once and then sampled, and changes nothing outside itself', async () => {
    const { stroke, healed, result, base } = await heal(null, FIRST);
    const told = opened.told.healed.filter((one) => one.stroke === stroke);
    expect(told.map((one) => one.result?.strokes?.map(({ drawn }) => drawn))).toEqual([[false], [true]]);
    expect(base).toBeNull();
    expect(result.id).toBe(healed);
    const differ = changed(await see(photo), await see(result.picture.id));
    expect(differ.filter((at) => !isIn(FIRST)(at))).toEqual([]);
    expect(differ.length).toBeGreaterThan(0.9 * FIRST[2] * FIRST[3]);
    expect(result.changedPixels).toBe(differ.length);
    expect(Object.keys(result.picture.stamps ?? {}).sort()).toEqual([
      '0/0/0',
      '0/0/1',
      '0/1/0',
      '0/1/1',
      '1/0/0',
    ]);
  });

  it('leaves earlier strokes unchanged, and is undone and redone exactly', async () => {
    const before = await see(photo);
    const first = await heal(null, FIRST);
    const afterFirst = await see(first.result.picture.id);
    const second = await heal(first.healed, SECOND);
    expect(second.healed).toBe(first.healed);
    const afterSecond = await see(second.result.picture.id);
    const differ = changed(afterFirst, afterSecond);
    expect(differ.length).toBeGreaterThan(100);
    expect(differ.filter((at) => !isIn(SECOND)(at))).toEqual([]);

    const move = (stroke: string, way: 'undo' | 'redo') =>
      opened.studio.handlers.moveStroke({ document, stroke, way });
    await move(second.stroke, 'undo');
    expect((await see(first.result.picture.id)).digest).toBe(afterFirst.digest);
    expect(last(second.stroke).result.strokes).toHaveLength(1);
    await move(first.stroke, 'undo');
    expect((await see(first.result.picture.id)).digest).toBe(before.digest);
    expect(opened.told.healed.at(-1)).toMatchObject({ result: null, base: null });
    expect((await opened.studio.handlers.openDocuments({})).documents.at(-1)?.results).toEqual([]);
    await move(first.stroke, 'redo');
    expect((await see(first.result.picture.id)).digest).toBe(afterFirst.digest);
    await move(second.stroke, 'redo');
    expect((await see(first.result.picture.id)).digest).toBe(afterSecond.digest);
    expect(opened.told.healed.at(-1)?.result).toMatchObject({ changedPixels: second.result.changedPixels });
  });

  it('is sampled again with another seed, but not if a later one covers it', async () => {
    const first = await heal(null, FIRST);
    const second = await heal(first.healed, SECOND);
    const before = await see(second.result.picture.id);
    const { handlers } = opened.studio;
    const anew = await handlers.healAnew({ document, result: first.healed, recipe, at: { x: 501, y: 506 } });
    if (!anew) throw new Error('there is no stroke');
    await opened.told.end(anew.stroke);
    const { result } = last(anew.stroke);
    const seedsOf = ({ strokes = [] }: Result) => strokes.map(({ seed }) => seed);
    expect(seedsOf(result)).not.toEqual(seedsOf(second.result));
    expect(seedsOf(result)).toEqual([expect.any(Number), seedsOf(second.result)[1]]);
    const differ = changed(before, await see(result.picture.id));
    expect(differ.length).toBeGreaterThan(50);
    expect(differ.filter((at) => !isIn(FIRST)(at) || isIn(SECOND)(at))).toEqual([]);
    await handlers.moveStroke({ document, stroke: anew.stroke, way: 'undo' });
    expect((await see(result.picture.id)).digest).toBe(before.digest);
    expect(
      await handlers.healAnew({ document, result: first.healed, recipe, at: { x: 3, y: 3 } }),
    ).toBeNull();
  });

  it('that is undone before it is healed leaves nothing', async () => {
    const { handlers } = opened.studio;
    const { stroke } = await handlers.heal({ document, result: null, recipe, tiles: boxTiles(FIRST) });
    await handlers.moveStroke({ document, stroke, way: 'undo' });
    expect((await opened.told.end(stroke)).state).toBe('cancelled');
    expect((await handlers.openDocuments({})).documents.at(-1)?.results).toEqual([]);
  });

  it('is healed although another picture is shown before it is', async () => {
    const { handlers } = opened.studio;
    const denoise = fast({ operator: 'denoise', noise: 5 });
    const { job } = await handlers.restore({ document, recipe: denoise });
    const [other] = (await opened.told.end(job)).results;
    const { stroke } = await handlers.heal({ document, result: null, recipe, tiles: boxTiles(FIRST) });
    await handlers.prepareHealing({ document, result: other.id, recipe });
    expect((await opened.told.end(stroke)).state).toBe('done');
  });

  it('shares the healed picture of one that still waits', async () => {
    const { handlers } = opened.studio;
    const ask = (box: Box) => handlers.heal({ document, result: null, recipe, tiles: boxTiles(box) });
    const [first, second] = [await ask(FIRST), await ask(SECOND)];
    expect(second.healed).toBe(first.healed);
    expect((await opened.told.end(second.stroke)).state).toBe('done');
  });

  it('over an enlarged result is healed in its pixels, and the result is unchanged', async () => {
    const upscaled = fast({ operator: 'upscale', scale: 2 });
    const { job } = await opened.studio.handlers.restore({ document, recipe: upscaled });
    const [large] = (await opened.told.end(job)).results;
    const { result, base } = await heal(large.id, FIRST);
    expect(base).toBe(large.id);
    expect(result).toMatchObject({ sample: null, recipe: upscaled, picture: { width: 2 * WIDTH } });
    const cut = async (picture: string) =>
      sharp((await opened.studio.readTile(picture, 0, 1, 1))?.bytes)
        .removeAlpha()
        .raw()
        .toBuffer({ resolveWithObject: true });
    const [was, is] = [await cut(large.picture.id), await cut(result.picture.id)];
    const { width } = was.info;
    const places = [...was.data.keys()].filter((i) => was.data[i] !== is.data[i]);
    expect(places.length).toBeGreaterThan(500);
    for (const i of places) {
      const at = { x: (512 + (Math.floor(i / 3) % width)) / 2, y: (512 + Math.floor(i / 3 / width)) / 2 };
      if (!isIn(FIRST)(at)) throw new Error(`pixel ${at.x}, ${at.y} has changed`);
    }
  });

  it('is written into the saved photo, whose mark says how many were healed', async () => {
    const { handlers } = opened.studio;
    const first = await heal(null, FIRST);
    const { result } = await heal(first.healed, SECOND);
    const out = scene.at('healed.png');
    await handlers.saveResult({
      document,
      result: result.id,
      look: { strength: 1, grain: 0 },
      options: { format: 'png', metadata: 'keep', mark: true },
      target: await targetAt(opened, out),
      replacePhoto: false,
    });
    const written = await sharp(out).removeAlpha().raw().toBuffer();
    expect(written.equals((await see(result.picture.id)).full)).toBe(true);
    expect((await readFile(out)).toString('latin1')).toContain('2 strokes healed by hand');
  });

  it('is kept in a project with its seed, and healed further when that is opened', async () => {
    const { handlers } = opened.studio;
    const first = await heal(null, FIRST);
    const before = await see(first.result.picture.id);
    const out = scene.at('healed.daguerre');
    await handlers.saveProject({ document, target: await targetAt(opened, out) });
    const again = await openPhoto(opened, out);
    document = again.document.id;
    const [kept] = again.results;
    expect(kept.strokes).toEqual(first.result.strokes);
    expect((await see(kept.picture.id)).digest).toBe(before.digest);
    const { healed, result, stroke, base } = await heal(kept.id, SECOND);
    expect(healed).toBe(kept.id);
    expect(base).toBeNull();
    expect(result.strokes).toHaveLength(2);
    await handlers.moveStroke({ document, stroke, way: 'undo' });
    expect(last(stroke).result.strokes).toEqual(first.result.strokes);
    expect((await see(kept.picture.id)).digest).toBe(before.digest);
  });

  it('is kept when marks are restored on top of it, and counted in the saved file', async () => {
    const { handlers } = opened.studio;
    const { healed, result } = await heal(null, FIRST);
    const marked: Box = [40, 60, 30, 12];
    await handlers.updateMask({ document, tiles: boxTiles(marked) });
    const { job } = await handlers.restore({ document, recipe, on: healed });
    const [restored] = (await opened.told.end(job)).results;
    const differ = changed(await see(result.picture.id), await see(restored.picture.id));
    expect(differ.length).toBeGreaterThan(100);
    expect(differ.filter((at) => !isIn(marked)(at))).toEqual([]);
    expect(restored.strokes).toEqual(result.strokes);
  });
});
