import { luminance } from '../../../src-main/operators/colorize/model';
import { type Case, caseOf, colour, tinyMask } from '../case';
import type { GoldenModels } from '../golden-case';

export const cases = (): Case[] => [
  caseOf('luminance', luminance({ shape: colour(4, 3), sigmaY: 0.02 })),
  caseOf(
    'luminance with a mask',
    luminance({ shape: colour(4, 3), sigmaY: 0.02, measured: tinyMask(12, 9) }),
  ),
];

export const golden: GoldenModels = {
  colorize: ({ shape, sigmaY, measured }) => luminance({ shape, sigmaY, ...(measured && { measured }) }),
};
