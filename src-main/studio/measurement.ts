import { badRequest } from '../contract/errors';
import { type OrientedTables, standardTables } from '../contract/jpeg-tables';
import type { Recipe } from '../contract/recipe';
import { needsMask, needsTables } from '../contract/recipe-facts';
import { said } from '../contract/said';
import type { MaskTile } from '../contract/window/mask-tiles';
import type { OpenDocument } from './document';

/** What a recipe needs to know of a document beside its pixels, as it stood when it was asked for. */
export interface Measurement {
  /** The mask where the recipe looks at it. */
  readonly tiles?: readonly MaskTile[];
  readonly jpeg?: OrientedTables;
}

/**
 * Takes what the recipe needs of the document. Throws a PlainError (bad request) where it isn't there, so that no job
 * is begun that can't end well.
 */
export function takeMeasurement(document: OpenDocument, recipe: Recipe): Measurement {
  return {
    ...(needsMask(recipe) && { tiles: takeMask(document) }),
    ...(needsTables(recipe) && { jpeg: takeTables(document, recipe) }),
  };
}

function takeMask({ mask, raw, record }: OpenDocument): readonly MaskTile[] {
  if (mask.damaged === 0) {
    throw badRequest(said('maskEmpty'));
  }
  if (mask.damaged === raw.width * raw.height) {
    throw badRequest(said('maskWhole', { path: record.kept.name }));
  }
  return mask.tiles;
}

/** The file's own tables, or the standard ones of a quality where the photo was a JPEG once. */
function takeTables({ tables, record }: OpenDocument, recipe: Recipe): OrientedTables {
  if (recipe.quality !== undefined) {
    const standard = standardTables(recipe.quality, recipe.subsampling ?? '4:2:0');
    return { tables: standard, offset: { x: 0, y: 0 } };
  }
  if (tables) return tables;
  throw badRequest(said('noTablesHere', { path: record.kept.name }));
}
