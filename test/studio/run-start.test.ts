import sharp from 'sharp';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Recipe } from '../../src-main/contract/recipe';
import { packRuns, unpackRuns } from '../../src-main/contract/window/mask-tiles';
import type { Result } from '../../src-main/contract/window/results';
import { writeSoft } from '../cli/support';
import { boxTiles, fast, type Opened, openPhoto, place, targetAt } from './support';

type Box = readonly [number, number, number, number];
const [WIDTH, HEIGHT] = [200, 140];
const [OLD, NEW]: readonly Box[] = [
  [30, 30, 20, 12],
  [120, 80, 24, 10],
];
const fill = fast({ operator: 'inpaint' });
const clean = (noise: number) => fast({ operator: 'denoise', noise });
const both = fast({ operator: ['inpaint', 'denoise'], noise: 12 });

const scene = place(async (at) => {
  await writeSoft(at('photos', 'old.png'), WIDTH, HEIGHT);
});

let opened: Opened;
let document: string;

beforeAll(async () => {
  opened = await scene.open();
});

beforeEach(async () => {
  document = (await openPhoto(opened, scene.at('photos', 'old.png'))).document.id;
});

/** All boxes lie in the first tile of the mask. */
function mark(...boxes: readonly Box[]) {
  const all = boxes.map((box) => unpackRuns(boxTiles(box)[0].runs));
  const values = all[0].map((_, i) => Math.max(...all.map((one) => one[i])));
  return opened.studio.handlers.updateMask({
    document,
    tiles: [{ column: 0, row: 0, runs: packRuns(values) }],
  });
}

async function restore(recipe: Recipe, on?: string, anew = false): Promise<Result> {
  const asked = { document, recipe, ...(on !== undefined && { on }), anew };
  const { job } = await opened.studio.handlers.restore(asked);
  const { results, said } = await opened.told.end(job);
  if (!results[0]) throw new Error(`nothing was restored: ${JSON.stringify(said)}`);
  return results[0];
}

async function heal(result: string | null, box: Box): Promise<string> {
  const asked = { document, result, recipe: fill, tiles: boxTiles(box) };
  const { stroke, healed } = await opened.studio.handlers.heal(asked);
  await opened.told.end(stroke);
  return healed;
}

async function pixels(picture: string): Promise<Buffer> {
  const tile = await opened.studio.readTile(picture, 0, 0, 0);
  return sharp(tile?.bytes).removeAlpha().raw().toBuffer();
}

/** In which of the boxes two pictures differ: 'old', 'new', 'elsewhere'. */
async function changes(a: Pick<Result, 'picture'>, b: Pick<Result, 'picture'>): Promise<string[]> {
  const [was, is] = [await pixels(a.picture.id), await pixels(b.picture.id)];
  const places = new Set<string>();
  for (let i = 0; i < was.length; i++) {
    if (was[i] === is[i]) continue;
    const [x, y] = [Math.floor(i / 3) % WIDTH, Math.floor(i / 3 / WIDTH)];
    places.add(isIn(OLD, x, y) ? 'old' : isIn(NEW, x, y) ? 'new' : 'elsewhere');
  }
  return [...places].sort();
}

function isIn([left, top, across, down]: Box, x: number, y: number): boolean {
  return x >= left && x < left + across && y >= top && y < top + down;
}

describe('a restoration while a result is shown', () => {
  it('fills only the marks that are not filled in it, and everything else stays pixel for pixel', async () => {
    await mark(OLD);
    const first = await restore(fill);
    await mark(OLD, NEW);
    const second = await restore({ ...fill, seed: 5 }, first.id);
    expect(await changes(first, second)).toEqual(['new']);
    expect(second.on).toEqual({ run: first.run, sample: 0, made: first.made });
    // Everything is redrawn where the photo is shown.
    expect(await changes(first, await restore({ ...fill, seed: 5 }))).toEqual(['new', 'old']);
  });

  it('restores everything again without new marks, from the picture that the result was made from', async () => {
    await mark(OLD);
    const first = await restore(fill);
    const again = await restore({ ...fill, seed: 5 }, first.id);
    expect(again.on).toBeUndefined();
    expect(await changes(first, again)).toEqual(['old']);
    await mark(OLD, NEW);
    const second = await restore(fill, first.id);
    const other = await restore({ ...fill, seed: 6 }, second.id, true);
    expect(await changes(second, other)).toEqual(['new']);
    expect(other.on).toEqual(second.on);
  });

  it('fills new marks on a cleaned photo without cleaning it again, but starts over for other repairs', async () => {
    await mark(OLD);
    const first = await restore(both);
    await mark(OLD, NEW);
    const second = await restore({ ...both, seed: 5 }, first.id);
    expect(await changes(first, second)).toEqual(['new']);
    expect(second.recipe.operator).toEqual(['inpaint']);
    expect(second.recipes?.map(({ operator }) => operator)).toEqual([['inpaint', 'denoise'], ['inpaint']]);
    const stronger = await restore({ ...both, noise: 25 }, second.id);
    expect(stronger.on).toEqual(second.on);
    expect(await changes(second, stronger)).toContain('elsewhere');
  });

  it('fills strokes on top of it again with other repairs, and keeps those of the photo', async () => {
    const cleaned = await restore(clean(8));
    const healed = await heal(cleaned.id, OLD);
    const stronger = await restore(clean(20), healed);
    expect(stronger.on).toBeUndefined();
    expect(stronger.recipe.operator).toEqual(['inpaint', 'denoise']);
    expect((await restore(clean(30), stronger.id)).recipe.operator).toEqual(['inpaint', 'denoise']);

    const ofPhoto = await heal(null, OLD);
    const onThat = await restore(clean(20), ofPhoto);
    expect(onThat.recipe.operator).toEqual(['denoise']);
    expect(onThat.strokes).toHaveLength(1);
    // Other settings begin with the healed photo again.
    expect((await restore(clean(30), onThat.id)).on).toEqual(onThat.on);
  });

  it('also knows from a project which marks are filled', async () => {
    await mark(OLD);
    const first = await restore(fill);
    await mark(OLD, NEW);
    await restore(fill, first.id);
    const path = scene.at('filled.daguerre');
    await opened.studio.handlers.saveProject({ document, target: await targetAt(opened, path) });
    const again = await openPhoto(opened, path);
    document = again.document.id;
    const [kept, second] = again.results;
    expect(await changes(second, await restore({ ...fill, seed: 7 }, second.id, true))).toEqual(['new']);
    expect(await changes(kept, await restore({ ...fill, seed: 7 }, kept.id))).toEqual(['new']);
  });
});
