import { mask } from '../../../src-main/operators/inpaint/model';
import { byPixel, type Case, caseOf, colour, noiseMap, tinyMask } from '../case';
import type { GoldenModels } from '../golden-case';

export function cases(): Case[] {
  const [shape, measured, map] = [colour(4, 3), tinyMask(12, 9), noiseMap()];
  return [
    caseOf('mask', mask({ shape, measured, sigmaY: 0.05 })),
    caseOf('mask with a map', mask({ shape, measured, sigmaY: map }), byPixel(map)),
  ];
}

export const golden: GoldenModels = {
  inpaint: ({ shape, sigmaY, measured }) => {
    if (!measured) throw new Error('the golden file has no mask');
    return mask({ shape, measured, sigmaY });
  },
};
