import { beforeAll, describe, expect, it } from 'vitest';
import type { OperatorName, Recipe } from '../../src-main/contract/recipe';
import { writeSoft } from '../cli/support';
import { boxTiles, fast, type Opened, openPhoto, place } from './support';

const [WIDTH, HEIGHT] = [1400, 900];

const scene = place(async (at) => {
  await writeSoft(at('photos', 'old.png'), WIDTH, HEIGHT);
});

let opened: Opened;
let document: string;

beforeAll(async () => {
  opened = await scene.open();
  document = (await openPhoto(opened, scene.at('photos', 'old.png'))).document.id;
});

const VIEW = { x: 100, y: 50, width: 1100, height: 700 };

async function look(recipe: Recipe) {
  const { job } = await opened.studio.handlers.preview({ document, recipe, view: VIEW });
  const ended = await opened.told.end(job);
  const shown = opened.told.live.find((live) => live.job === job);
  return { ended, shown };
}

describe('a preview', () => {
  it('shows the whole view from a small copy, in one call', async () => {
    const { ended, shown } = await look(fast({ operator: 'denoise', noise: 10 }));
    expect(ended).toMatchObject({ state: 'done', step: 1, steps: 1, results: [] });
    expect(shown).toMatchObject({ area: VIEW, preview: true, part: false, step: 1 });
    expect(Math.max(shown?.picture.width ?? 0, shown?.picture.height ?? 0)).toBeLessThanOrEqual(512);
    const again = await look(fast({ operator: 'denoise', noise: 30 }));
    expect(again.shown?.area).toEqual(VIEW);
  });

  it.each([
    ['upscale', { scale: 2 }, 256],
    ['jpeg', { quality: 40 }, 512],
    ['deblur-gaussian', { blur: 0.6 }, 512],
  ] as const)(
    "of %s shows a part of the view's middle at full size, and says so",
    async (operator, words, side) => {
      const { ended, shown } = await look(fast({ operator, ...words }));
      expect(ended).toMatchObject({ state: 'done', said: null });
      expect(shown?.part).toBe(true);
      expect(shown?.area).toMatchObject({ width: side, height: side });
      expect(shown?.picture).toMatchObject({ width: 512, height: 512 });
      expect(Math.abs((shown?.area.x ?? 0) + side / 2 - (VIEW.x + VIEW.width / 2))).toBeLessThanOrEqual(16);
    },
  );

  it('with a picture of the blur is made at full size, and an invalid picture is refused', async () => {
    const { studio, told } = opened;
    const see = async (name: string) => {
      const kernel = studio.admitPath(scene.at('photos', name)).id;
      const recipe = fast({ operator: 'deblur-gaussian', blur: 1 });
      const { job } = await studio.handlers.preview({ document, recipe, view: VIEW, kernel });
      return told.end(job);
    };
    await writeSoft(scene.at('photos', 'streak.png'), 15, 5);
    expect(await see('streak.png')).toMatchObject({ state: 'done', said: null });
    expect(await see('nothing.png')).toMatchObject({ state: 'failed' });
  });

  it('leaves out inpainting while nothing is painted, and is refused if nothing else is repaired', async () => {
    const operator: OperatorName[] = ['inpaint', 'denoise'];
    expect((await look(fast({ operator, noise: 10 }))).ended.state).toBe('done');
    await expect(look(fast({ operator: 'inpaint' }))).rejects.toThrow('Nothing is marked');
    await opened.studio.handlers.updateMask({ document, tiles: boxTiles([500, 300, 100, 40]) });
    expect((await look(fast({ operator: 'inpaint' }))).ended.state).toBe('done');
    expect((await look(fast({ operator, noise: 10 }))).ended.state).toBe('done');
  });

  it('of an enlargement places its live views on the photo correctly', async () => {
    const { job } = await opened.studio.handlers.restore({
      document,
      recipe: fast({ operator: 'upscale', scale: 2, steps: 1 }),
    });
    const ended = await opened.told.end(job);
    expect(ended.results[0].picture).toMatchObject({ width: 2 * WIDTH, height: 2 * HEIGHT });
    const live = opened.told.live.filter((each) => each.job === job);
    expect(live.length).toBeGreaterThan(0);
    for (const { area } of live) {
      expect(area.x + area.width).toBeLessThanOrEqual(WIDTH);
      expect(area.y + area.height).toBeLessThanOrEqual(HEIGHT);
    }
  });
});
