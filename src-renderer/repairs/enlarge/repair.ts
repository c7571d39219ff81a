import { z } from '../../../src-main/contract/schema';
import { upscale } from '../../../src-main/operators/upscale/spec';
import { on, type Repair } from '../repair';

const { offered, initial } = upscale.fields.scale;

/** The factors that can be chosen. */
export const FACTORS = offered;

const schema = z.object({ on, factor: z.literal(offered).default(initial) }).prefault({});

export const enlarge = {
  schema,
  toRecipe: ({ factor }) => ({ operators: [{ name: 'upscale' }], fields: { scale: factor } }),
  fromRecipe: ({ scale }, current) => ({
    ...current,
    factor: FACTORS.find((factor) => factor === scale) ?? current.factor,
  }),
  enlargement: ({ factor }) => factor,
  setting: ({ scale }) => (scale === undefined ? null : { key: 'enlarge.times', values: { factor: scale } }),
} satisfies Repair<z.infer<typeof schema>>;
