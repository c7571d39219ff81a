import { describe, expect, it } from 'vitest';
import { planPreview, scaleRecipe } from '../../src-main/studio/preview-plan';
import { fast } from './support';

const PHOTO = { width: 4000, height: 3000 };

describe('the input of a preview', () => {
  it('is a small copy of the view, with noise and blur as averaging leaves them', () => {
    const recipe = fast({ operator: ['deblur-gaussian', 'denoise'], noise: 20, blur: 4 });
    const plan = planPreview(recipe, { x: 1000, y: 500, width: 2048, height: 1024 }, PHOTO);
    expect(plan).toEqual({
      kind: 'proxy',
      area: { x: 1000, y: 500, width: 2048, height: 1024 },
      isMiddle: false,
      factor: 4,
    });
    expect(scaleRecipe(recipe, plan.factor)).toMatchObject({
      noise: 5,
      blur: 1,
      detail: 0,
      samples: 1,
    });
  });

  it('has more of grain than of white noise, whose pixels average away', () => {
    const recipe = fast({ operator: 'denoise', noise: 20, grain: 2 });
    const { noise, grain } = scaleRecipe(recipe, 4);
    expect(grain).toBe(0.5);
    // A mean over 4x4 pixels of noise that a Gaussian of 2 pixels coloured keeps 0.87 of it.
    expect(noise / 20).toBeCloseTo(0.87, 1);
    expect(scaleRecipe(fast({ operator: 'denoise', noise: 20, grain: 0 }), 4).noise).toBe(5);
  });

  it('stays within the photo, however far the view reaches beyond it', () => {
    const plan = planPreview(
      fast({ operator: 'denoise' }),
      { x: -500, y: 2900.5, width: 9000, height: 900 },
      PHOTO,
    );
    expect(plan.area).toEqual({ x: 0, y: 2900, width: 4000, height: 100 });
    expect(plan.factor).toBe(4000 / 512);
  });

  it('is a part at full size if a copy would not show the repair', () => {
    const view = { x: 0, y: 0, width: 4000, height: 3000 };
    for (const recipe of [
      fast({ operator: 'jpeg' }),
      fast({ operator: 'deblur-gaussian', blur: 1 }),
      fast({ operator: 'deblur-motion', length: 3 }),
    ]) {
      const plan = planPreview(recipe, view, PHOTO);
      expect(plan).toMatchObject({
        kind: 'part',
        isMiddle: true,
        factor: 1,
        area: { width: 512, height: 512 },
      });
    }
    const enlarged = planPreview(fast({ operator: 'upscale', scale: 4 }), view, PHOTO);
    expect(enlarged.area).toMatchObject({ width: 128, height: 128 });
  });

  it('is the whole view if that is small enough', () => {
    const view = { x: 333, y: 777, width: 480, height: 300 };
    const { kind, area, isMiddle } = planPreview(fast({ operator: 'jpeg' }), view, PHOTO);
    expect({ kind, isMiddle }).toEqual({ kind: 'part', isMiddle: false });
    expect(area.x).toBeLessThanOrEqual(view.x);
    expect(area.y).toBeLessThanOrEqual(view.y);
    expect(area.x + area.width).toBe(view.x + view.width);
    expect(area.y + area.height).toBe(view.y + view.height);
  });

  it("begins on the grid of the JPEG's blocks", () => {
    const offset = { x: 5, y: 11 };
    const { area } = planPreview(
      fast({ operator: 'jpeg' }),
      { x: 333, y: 777, width: 1500, height: 900 },
      PHOTO,
      offset,
    );
    expect((area.x + offset.x) % 16).toBe(0);
    expect((area.y + offset.y) % 16).toBe(0);
  });
});
