import { z } from 'zod';
import { blockMean } from '../../../src-main/operators/upscale/model';
import { type Case, caseOf, colour } from '../case';
import type { GoldenModels } from '../golden-case';

export const cases = (): Case[] =>
  [2, 3, 4, 5].map((factor) =>
    caseOf(`block mean by ${factor}`, blockMean({ shape: colour(2 * factor, factor), factor, sigmaY: 0.05 })),
  );

const parameters = z.object({ k: z.number() });

export const golden: GoldenModels = {
  upscale: ({ shape, sigmaY, params }) => blockMean({ shape, factor: parameters.parse(params).k, sigmaY }),
};
