import { z } from 'zod';
import { fade } from '../../../src-main/operators/fade/model';
import { type Case, caseOf, colour, tinyMask } from '../case';
import type { GoldenModels } from '../golden-case';

const GAINS = [0.6, 0.5, 0.35] as const;
const SIGMA_Y = 0.05;
/** More is left in some pixels than in others. */
const REST = Float32Array.from({ length: 12 }, (_, i) => (24 + ((5 * i) % 41)) / 64);
const GROWTH = 1.5;

function caseFor(name: string, measured?: Uint8Array, rest?: Float32Array): Case {
  const growth = rest ? GROWTH : 1;
  const model = fade({ shape: colour(4, 3), gains: GAINS, sigmaY: SIGMA_Y, measured, rest, growth });
  const noise = (growth * Math.hypot(...GAINS.map((gain) => SIGMA_Y / gain))) / Math.sqrt(3);
  return { ...caseOf(name, model), noise };
}

export const cases = (): Case[] => [
  caseFor('fade'),
  caseFor('fade with a mask', tinyMask(12, 9)),
  caseFor('fade by a map', undefined, REST),
  caseFor('fade by a map, with a mask', tinyMask(12, 9), REST),
];

const paramsSchema = z.object({
  gains: z.tuple([z.number(), z.number(), z.number()]),
  rest: z.array(z.number()).optional(),
  growth: z.number().optional(),
});

export const golden: GoldenModels = {
  fade: ({ shape, sigmaY, measured, params }) => {
    const { gains, rest, growth } = paramsSchema.parse(params);
    return fade({ shape, gains, rest: rest && Float32Array.from(rest), growth, sigmaY, measured });
  },
};
