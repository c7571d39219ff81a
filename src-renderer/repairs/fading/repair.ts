import type { Channels } from '../../../src-main/contract/recipe-fields';
import { z } from '../../../src-main/contract/schema';
import type { Suggestions } from '../../../src-main/contract/window/documents';
import { fade, LEAST_RANGE } from '../../../src-main/operators/fade/spec';
import { held, on, type Repair, within } from '../repair';

/** The ranges of the sliders: 8-bit levels, and the share of the cast that is removed. */
export const LIMITS = {
  black: { min: 0, max: 160 },
  white: { min: 96, max: 255 },
  cast: { min: 0, max: 1 },
  edges: { min: 0, max: 80 },
} as const;

const tint = z.tuple([z.number(), z.number(), z.number()]).default([0, 0, 0]);

/**
 * `black` and `white` are the levels that the original's black and white have faded to, the means of the channels.
 * `blackTint` and `whiteTint` are the channels' differences from these means; `cast` is the share of them that counts.
 * `edges` is how much more is lost at the borders, in per cent.
 */
const schema = z
  .object({
    on,
    black: within(LIMITS.black).default(0),
    white: within(LIMITS.white).default(255),
    cast: within(LIMITS.cast).default(1),
    edges: within(LIMITS.edges).default(0),
    blackTint: tint,
    whiteTint: tint,
  })
  .prefault({});
type Fading = z.infer<typeof schema>;

export const fading = {
  schema,
  moved: ['black', 'white', 'cast', 'edges'],
  toRecipe(value, { isEstimated }) {
    const { edges } = value;
    const fields = isEstimated
      ? { black: 'auto' as const, white: 'auto' as const, edges: 'auto' as const }
      : { ...levelsOf(value), ...(edges > 0 && { edges }) };
    return { operators: [{ name: 'fade' }], fields };
  },
  fromRecipe({ black, white, edges = 0 }, current) {
    if (!black || !white || black === 'auto' || white === 'auto') return current;
    return { on: current.on, ...valuesOf(black, white, edges === 'auto' ? 0 : edges) };
  },
  isEstimated: ({ black }) => black === 'auto',
  setting({ black, white }) {
    return black && white ? { key: 'fading.left', values: { percent: contrastLeft(black, white) } } : null;
  },
  offer({ black, white, edges }) {
    if (!black || !white) return null;
    return {
      take: () => ({ on: true, ...valuesOf(black, white, edges) }),
      words: { key: 'suggest.fading', values: { percent: contrastLeft(black, white) } },
    };
  },
  suggested(value, suggestions) {
    const isChosen = value.black !== LIMITS.black.min || value.white !== LIMITS.white.max;
    const suggested = suggestedLevels(suggestions);
    return isChosen || !suggested ? value : { ...value, ...suggested };
  },
} satisfies Repair<Fading>;

/** The suggested levels in the sliders' steps; null if the photo isn't faded. */
export function suggestedLevels({ black, white, edges }: Suggestions): Omit<Fading, 'on'> | null {
  return black && white ? valuesOf(black, white, edges) : null;
}

/** Whether the suggested channels differ, so that there is a cast to remove. */
export function hasTint({ blackTint, whiteTint }: Fading): boolean {
  return [...blackTint, ...whiteTint].some((difference) => difference !== 0);
}

/** A recipe's levels, within the ranges of its fields. */
export function levelsOf({ black, white, cast, blackTint, whiteTint }: Fading) {
  const { black: dark, white: bright } = fade.fields;
  const whites = each((c) => held(white + cast * whiteTint[c], bright.range));
  const blacks = each((c) =>
    held(Math.min(black + cast * blackTint[c], whites[c] - LEAST_RANGE), dark.range),
  );
  return { black: blacks, white: whites };
}

function valuesOf(black: Channels, white: Channels, edges: number): Omit<Fading, 'on'> {
  const [dark, bright] = [held(mean(black), LIMITS.black), held(mean(white), LIMITS.white)];
  return {
    black: dark,
    white: bright,
    cast: 1,
    edges: held(edges, LIMITS.edges),
    blackTint: each((c) => black[c] - dark),
    whiteTint: each((c) => white[c] - bright),
  };
}

/** Per cent of the range between black and white that is left. */
function contrastLeft(black: Channels, white: Channels): number {
  return Math.round(((mean(white) - mean(black)) / 255) * 100);
}

function mean(levels: Channels): number {
  return Math.round((levels[0] + levels[1] + levels[2]) / 3);
}

function each(value: (channel: number) => number): [number, number, number] {
  return [value(0), value(1), value(2)];
}
