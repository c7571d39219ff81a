import { z } from 'zod';
import { fade } from '../../../src-main/operators/fade/model';
import { type Case, caseOf, colour, tinyMask } from '../case';
import type { GoldenModels } from '../golden-case';

const GAINS = [0.6, 0.5, 0.35] as const;
const SIGMA_Y = 0.05;

function caseFor(name: string, measured?: Uint8Array): Case {
  const model = fade({ shape: colour(4, 3), gains: GAINS, sigmaY: SIGMA_Y, measured });
  return { ...caseOf(name, model), noise: Math.hypot(...GAINS.map((gain) => SIGMA_Y / gain)) / Math.sqrt(3) };
}

export const cases = (): Case[] => [caseFor('fade'), caseFor('fade with a mask', tinyMask(12, 9))];

const paramsSchema = z.object({ gains: z.tuple([z.number(), z.number(), z.number()]) });

export const golden: GoldenModels = {
  fade: ({ shape, sigmaY, measured, params }) =>
    fade({ shape, gains: paramsSchema.parse(params).gains, sigmaY, measured }),
};
