import { expect, it } from 'vitest';
import { deservesDraft, draftPixels } from '../../src-main/studio/draft';
import { writeSoft } from '../cli/support';
import { fast, openPhoto, place } from './support';

const [WIDTH, HEIGHT] = [2100, 2000];

const scene = place(async (at) => {
  await writeSoft(at('photos', 'large.png'), WIDTH, HEIGHT);
});

it('a large photo is shown whole as a draft, then restored first where the user looks', async () => {
  const { studio, told, ...opened } = await scene.open();
  const { document } = await openPhoto({ studio, told, ...opened }, scene.at('photos', 'large.png'));
  await studio.handlers.reportView({
    document: document.id,
    view: { x: 1700, y: 1800, width: 400, height: 200 },
  });
  const recipe = fast({ operator: 'denoise', noise: 8, detail: 0 });
  const { job } = await studio.handlers.restore({ document: document.id, recipe });
  const { state, results } = await told.end(job);
  expect(state).toBe('done');
  expect(results).toHaveLength(1);
  const drafting = told.jobs.filter(({ id }) => id === job).map((one) => one.drafting);
  expect(drafting).toContain(true);
  expect(drafting.at(-1)).toBe(false);
  const [draft, first, ...others] = told.live.map(({ area, step }) => ({ ...area, step }));
  expect(draft).toEqual({ x: 0, y: 0, width: WIDTH, height: HEIGHT, step: 0 });
  expect(first).toMatchObject({ x: WIDTH - first.width, y: HEIGHT - first.height, step: 1 });
  expect(others.length).toBeGreaterThan(0);
});

it('there is no draft of a small photo, of marks alone, or of repairs that a copy would hide', () => {
  const large = { width: 5000, height: 4000 };
  const worth = (fields: Parameters<typeof fast>[0], photo = large, byKernel = false) =>
    deservesDraft(fast(fields), photo, byKernel);
  expect(worth({ operator: 'denoise', noise: 8 })).toBe(true);
  expect(worth({ operator: 'denoise', noise: 8 }, { width: 1500, height: 1000 })).toBe(false);
  expect(worth({ operator: ['inpaint', 'denoise'], noise: 8 })).toBe(true);
  expect(worth({ operator: 'inpaint' })).toBe(false);
  expect(worth({ operator: 'jpeg', quality: 50 })).toBe(false);
  expect(worth({ operator: 'upscale', scale: 2 })).toBe(false);
  expect(worth({ operator: 'deblur-gaussian', blur: 2 })).toBe(true);
  expect(worth({ operator: 'deblur-gaussian', blur: 2 }, large, true)).toBe(false);
});

it("a draft needs a quarter of the network's pixels", () => {
  expect(draftPixels({ width: 3001, height: 2100 })).toBe(1501 * 1050);
});
