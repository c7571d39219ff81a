import { badRequest } from '../../contract/errors';
import { said } from '../../contract/said';
import { eachChannel, levelsOf } from '../model/levels';
import type { Operator } from '../model/operator';
import { fade as faded } from './model';
import { LEAST_RANGE } from './spec';

export const fade = {
  kind: 'link',
  linkOf: ({ black, white }) => {
    if (!black || !white) throw badRequest(said('needsLevels'));
    if (!black.every((level, c) => white[c] - level >= LEAST_RANGE)) throw badRequest(said('levelsTooNear'));
    const levels = levelsOf(black, white);
    const { gains, offsets } = levels;
    return {
      factor: 1,
      levels,
      build: (options) => faded({ ...options, gains }),
      buildMasked: (options, measured) => faded({ ...options, gains, measured }),
      measure: (planes, workspace) => {
        const y = workspace.array(planes.length);
        eachChannel(y, (plane, c, start) => {
          for (let i = 0; i < plane.length; i++) plane[i] = planes[start + i] - offsets[c];
        });
        return y;
      },
      putBack: (answer, y, measured) =>
        eachChannel(answer, (plane, c, start) => {
          for (let i = 0; i < plane.length; i++) {
            if (!measured || measured[i]) plane[i] = y[start + i] / gains[c];
          }
        }),
    };
  },
  evaluation: [
    {
      name: 'fade',
      build: ({ shape }) => ({ model: faded({ shape, gains: [0.6, 0.55, 0.5], sigmaY: 6 / 127.5 }) }),
    },
  ],
} as const satisfies Operator;
