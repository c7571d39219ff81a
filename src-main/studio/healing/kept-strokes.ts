import { join } from 'node:path';
import { rectangleSchema } from '../../contract/geometry';
import { recipeSchema } from '../../contract/recipe';
import { saidSchema } from '../../contract/said';
import { z } from '../../contract/schema';
import { id } from '../../contract/window/basics';
import { maskTile } from '../../contract/window/mask-tiles';
import { lookSchema } from '../../contract/window/results';
import { networkReport } from '../../processes/job-schemas';
import type { OpenDocument } from '../document';
import { keptResultSchema } from '../stored-result';

/** One stroke; its healed box is a raw file of its own (`healedBox`). */
export const keptStrokeSchema = z.object({
  of: id,
  tiles: z.array(maskTile),
  area: z.object({ box: rectangleSchema, known: rectangleSchema }),
  seed: z.int(),
});

/** The part of a healed picture that survives a crash: the picture that it began on, and its strokes. */
export const keptHealingSchema = z.object({
  version: z.literal(1),
  run: id,
  made: z.string(),
  /** Null for the photo. `isItself`: a healed result of a project that was healed further in place. */
  base: keptResultSchema.extend({ look: lookSchema, isItself: z.boolean() }).nullable(),
  seconds: z.number(),
  calls: z.int(),
  by: z.object({ network: networkReport, warnings: z.array(saidSchema) }).nullable(),
  recipe: recipeSchema.nullable(),
  /** Number of strokes begun in the whole document. */
  strokesBegun: z.int().min(0),
  /** The current strokes, oldest first, and whether they are sampled yet. */
  done: z.array(z.object({ id, drawn: z.boolean() })),
});
export type KeptHealing = z.output<typeof keptHealingSchema>;

/** Names of files in the folder of a healed picture. All files except the first are written once, before the first names them. */
export const HEALING = 'healing.json';
export const BASE = 'base.raw';
export const strokeFile = ({ id }: KeptId) => `${id}.json`;
export const healedBox = ({ id, drawn }: KeptId) => `${id}-${drawn ? 'drawn' : 'mean'}.raw`;
type KeptId = KeptHealing['done'][number];

/** The folder of a document's record for healed pictures; `healing` names one of them. */
export function healedFolder({ record }: Pick<OpenDocument, 'record'>, healing = ''): string {
  return join(record.folder, 'healed', healing);
}
