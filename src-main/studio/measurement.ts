import { badRequest } from '../contract/errors';
import { type OrientedTables, standardTables } from '../contract/jpeg-tables';
import type { Recipe } from '../contract/recipe';
import { needsMask, needsTables } from '../contract/recipe-facts';
import { said } from '../contract/said';
import type { MaskTile } from '../contract/window/mask-tiles';
import type { OpenDocument } from './document';
import { countDamaged } from './mask-sums';

/** A recipe's inputs from a document, besides its pixels, at the time of the request. */
export interface Measurement {
  /** The mask, if the recipe uses it. */
  readonly tiles?: readonly MaskTile[];
  readonly jpeg?: OrientedTables;
}

/**
 * Takes the recipe's inputs from the document; `marks` may replace its mask. Throws a PlainError (bad request) if one
 * is missing, so that no job starts that must fail.
 */
export function takeMeasurement(
  document: OpenDocument,
  recipe: Recipe,
  marks: readonly MaskTile[],
): Measurement {
  return {
    ...(needsMask(recipe) && { tiles: takeMask(document, marks) }),
    ...(needsTables(recipe) && { jpeg: takeTables(document, recipe) }),
  };
}

function takeMask({ raw, record }: OpenDocument, marks: readonly MaskTile[]): readonly MaskTile[] {
  const damaged = countDamaged(marks);
  if (damaged === 0) {
    throw badRequest(said('maskEmpty'));
  }
  if (damaged === raw.width * raw.height) {
    throw badRequest(said('maskWhole', { path: record.kept.name }));
  }
  return marks;
}

/** The file's own tables, or the standard tables of a quality if the photo once was a JPEG. */
function takeTables({ tables, record }: OpenDocument, recipe: Recipe): OrientedTables {
  if (recipe.quality !== undefined) {
    const standard = standardTables(recipe.quality, recipe.subsampling ?? '4:2:0');
    return { tables: standard, offset: { x: 0, y: 0 } };
  }
  if (tables) return tables;
  throw badRequest(said('noTablesHere', { path: record.kept.name }));
}

/** The tables of a part of a JPEG that begins at `x`, `y` of the upright picture, with the shifted phase of its grid. */
export function tablesOfPart({ tables, offset }: OrientedTables, x: number, y: number): OrientedTables {
  return {
    tables,
    offset: { x: (offset.x + x) % tables.blockWidth, y: (offset.y + y) % tables.blockHeight },
  };
}
