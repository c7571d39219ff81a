import type { Operator } from '../model/operator';
import { keepLuminance, luminanceOf } from './luminance-planes';
import { luminance } from './model';

export const colorize = {
  kind: 'link',
  linkOf: () => ({
    factor: 1,
    keeps: 'luminance',
    build: (options) => luminance(options),
    buildMasked: (options, measured) => luminance({ ...options, measured }),
    measure: (planes, { workspace }) => luminanceOf(planes, workspace),
    putBack: keepLuminance,
  }),
  evaluation: [{ name: 'colorize', build: ({ shape }) => ({ model: luminance({ shape, sigmaY: 0.01 }) }) }],
} as const satisfies Operator;
