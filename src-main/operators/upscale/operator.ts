import { badRequest } from '../../contract/errors';
import { said } from '../../contract/said';
import type { Operator } from '../model/operator';
import { blockMean } from './model';

export const upscale = {
  kind: 'link',
  linkOf: ({ scale: factor }) => {
    if (factor === undefined) throw badRequest(said('needsScale'));
    return {
      factor,
      keeps: 'means',
      build: (options) => blockMean({ ...options, factor }),
    };
  },
  evaluation: [
    {
      name: 'upscale-2',
      fields: { scale: 2 },
      build: ({ shape }) => ({ model: blockMean({ shape, factor: 2, sigmaY: 0.01 }) }),
    },
    {
      name: 'upscale-4',
      fields: { scale: 4 },
      build: ({ shape }) => ({ model: blockMean({ shape, factor: 4, sigmaY: 0.05 }) }),
    },
  ],
} as const satisfies Operator;
