import { colorize } from './colorize/spec';
import { deblurGaussian } from './deblur-gaussian/spec';
import { deblurMotion } from './deblur-motion/spec';
import { denoise } from './denoise/spec';
import { inpaint } from './inpaint/spec';
import { jpeg } from './jpeg/spec';
import { upscale } from './upscale/spec';

/** The operators that a recipe may name, in the order in which the program lists them. */
export const CATALOGUE = [denoise, inpaint, colorize, upscale, deblurGaussian, deblurMotion, jpeg] as const;

type Spec = (typeof CATALOGUE)[number];
export type OperatorName = Spec['name'];
/** The window's repairs; a repair may stand for several operators. */
export type RepairName = Spec['repair']['name'];

/** All members of a union at once. */
type AllOf<Union> = (Union extends unknown ? (member: Union) => void : never) extends (all: infer All) => void
  ? All
  : never;
/** The fields of all operators by their names. */
export type Fields = AllOf<Spec['fields']>;
export type FieldName = keyof Fields;
