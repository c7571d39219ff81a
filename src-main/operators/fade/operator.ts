import { badRequest } from '../../contract/errors';
import { said } from '../../contract/said';
import { eachChannel, type Levels, levelsOf, offsetAt } from '../model/levels';
import type { LinkOptions, MeasuredPart, Operator } from '../model/operator';
import { noiseGrowth, restAtEdges } from './edges';
import { fade as faded, noiseLevel } from './model';
import { LEAST_RANGE } from './spec';

export const fade = {
  kind: 'link',
  linkOf: ({ black, white, edges = 0 }) => {
    if (!black || !white) throw badRequest(said('needsLevels'));
    if (!black.every((level, c) => white[c] - level >= LEAST_RANGE)) throw badRequest(said('levelsTooNear'));
    const even = levelsOf(black, white);
    const { gains } = even;
    const share = edges / 100;
    const levels: Levels = {
      ...even,
      ...(share > 0 && { rest: (place, extent) => restAtEdges(share, place, extent) }),
    };
    const restOf = ({ place, extent }: Pick<MeasuredPart, 'place' | 'extent'>) =>
      levels.rest?.(place, extent);
    const optionsOf = ({ place, ...options }: LinkOptions) => ({
      ...options,
      gains,
      ...(place &&
        share > 0 && { rest: restOf({ place, extent: options.shape }), growth: noiseGrowth(share, place) }),
    });
    return {
      factor: 1,
      levels,
      noiseGrowth: (place) => noiseLevel(gains, place && share > 0 ? noiseGrowth(share, place) : 1),
      build: (options) => faded(optionsOf(options)),
      buildMasked: (options, measured) => faded({ ...optionsOf(options), measured }),
      measure: (planes, part) => {
        const y = part.workspace.array(planes.length);
        const rest = restOf(part);
        eachChannel(y, (plane, c, start) => {
          for (let i = 0; i < plane.length; i++)
            plane[i] = planes[start + i] - offsetAt(levels, c, rest?.[i]);
        });
        return y;
      },
      putBack: (answer, y, measured, part) => {
        const rest = restOf(part);
        eachChannel(answer, (plane, c, start) => {
          for (let i = 0; i < plane.length; i++) {
            if (!measured || measured[i]) plane[i] = y[start + i] / (gains[c] * (rest ? rest[i] : 1));
          }
        });
      },
    };
  },
  evaluation: [
    {
      name: 'fade',
      build: ({ shape }) => ({ model: faded({ shape, gains: [0.6, 0.55, 0.5], sigmaY: 6 / 127.5 }) }),
    },
  ],
} as const satisfies Operator;
