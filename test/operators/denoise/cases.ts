import { z } from 'zod';
import { kernelPsf } from '../../../src-main/operators/convolution/point-spread';
import { grain } from '../../../src-main/operators/denoise/grain';
import { identity } from '../../../src-main/operators/denoise/model';
import { byPixel, type Case, caseOf, colour, noiseMap } from '../case';
import type { GoldenModels } from '../golden-case';
import { referenceFft2 } from '../reference-fft2';

export const cases = (): Case[] => [
  caseOf('identity', identity({ shape: colour(4, 3), noise: 0.2 })),
  caseOf('identity with a map', identity({ shape: colour(4, 3), noise: noiseMap() }), byPixel(noiseMap())),
];

const numbers = z.array(z.number());
const noisy = z.object({ noise: z.union([z.number(), numbers]) });
const grainy = z.object({
  psf: z.object({ width: z.number(), height: z.number(), data: numbers }),
  share: z.number(),
});

export const golden: GoldenModels = {
  denoise: ({ shape, params }) => {
    const { noise } = noisy.parse(params);
    return identity({ shape, noise: typeof noise === 'number' ? noise : Float64Array.from(noise) });
  },
  grain: ({ shape, sigmaY, params }) => {
    const { psf, share } = grainy.parse(params);
    const colouring = { grain: kernelPsf(psf.width, psf.height, psf.data), share };
    return grain({ shape, sigmaY, colouring, fft: referenceFft2 });
  },
};
