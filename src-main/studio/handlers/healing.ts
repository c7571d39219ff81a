import { badRequest } from '../../contract/errors';
import type { Extent } from '../../contract/geometry';
import type { Recipe } from '../../contract/recipe';
import { needsMask } from '../../contract/recipe-facts';
import { said } from '../../contract/said';
import type { healingChannels } from '../../contract/window/healing';
import { MASK_TILE, type MaskTile, packRuns } from '../../contract/window/mask-tiles';
import type { OpenDocument } from '../document';
import { beginHealing } from '../healing/begin-healing';
import { healStroke, warmUp } from '../healing/heal-stroke';
import { moveStroke } from '../healing/move-stroke';
import { inTurn } from '../healing/patch-stroke';
import { isDamagedAt, strokeArea } from '../healing/stroke-area';
import { uncovered } from '../mask-sums';
import type { StudioParts } from '../parts';
import type { SomeHandlers } from './some-handlers';

export function healingHandlers(parts: StudioParts): SomeHandlers<typeof healingChannels> {
  const { documents, jobs } = parts;
  return {
    prepareHealing: async ({ document: id, result, recipe }) => {
      const document = documents.find(id);
      checkHoles(recipe);
      const healing = await inTurn(document, () => beginHealing(parts, document, result));
      if (jobs.busy) return;
      const tiles = [middleDot(document.raw)];
      const area = strokeArea(tiles, document.raw);
      if (area) jobs.start(warmUp(parts, document, { healing, tiles, area, recipe }));
    },
    heal: async ({ document: id, result, recipe, tiles }) => {
      const document = documents.find(id);
      checkHoles(recipe);
      const area = placeOf(document, tiles);
      const numbered = { ...recipe, seed: nextSeed(document, recipe) };
      // Queued in the same turn, so that nothing drops the copy before the stroke is healed.
      return inTurn(document, async () => {
        const healing = await beginHealing(parts, document, result);
        const request = { healing, tiles, area, recipe: numbered };
        return { stroke: jobs.start(healStroke(parts, document, request)), healed: healing.id };
      });
    },
    healAnew: async ({ document: id, result, recipe, at }) => {
      const document = documents.find(id);
      checkHoles(recipe);
      const healing = document.healings.get(result);
      const { done = [] } = healing ?? {};
      const place = at ? done.findLastIndex(({ tiles }) => isDamagedAt(tiles, at.x, at.y)) : done.length - 1;
      if (!healing || place < 0) return null;
      const later = done.slice(place + 1).flatMap(({ tiles }) => tiles);
      const tiles = uncovered(done[place].tiles, later);
      const area = strokeArea(tiles, document.raw);
      if (!area) return null;
      const numbered = { ...recipe, seed: nextSeed(document, recipe) };
      const request = { healing, tiles, area, recipe: numbered, anew: done[place].of };
      return { stroke: jobs.start(healStroke(parts, document, request)), healed: result };
    },
    moveStroke: async ({ document: id, stroke, way }) => {
      await moveStroke(parts, documents.find(id), stroke, way);
    },
  };
}

/**
 * The seed of the next stroke: seeds count up from the recipe's, so that no two strokes of a photo have the same random
 * numbers.
 */
function nextSeed(document: OpenDocument, { seed }: Recipe): number {
  document.strokesBegun++;
  return (seed + document.strokesBegun) % Number.MAX_SAFE_INTEGER;
}

function placeOf(document: OpenDocument, tiles: readonly MaskTile[]) {
  const { raw, record } = document;
  const area = strokeArea(tiles, raw);
  if (!area) throw badRequest(said('maskEmpty'));
  if (area.known.width <= area.box.width && area.known.height <= area.box.height) {
    throw badRequest(said('maskWhole', { path: record.kept.name }));
  }
  return area;
}

/** Throws unless the recipe only fills missing pixels, because other repairs would change the photo around them. */
function checkHoles(recipe: Recipe): void {
  if (recipe.operator.length !== 1 || !needsMask(recipe)) throw badRequest(said('requestNotThere'));
}

/** Diameter in pixels. */
const ACROSS = 12;

/** A spot at the corner of the tile in a picture's middle. */
function middleDot({ width, height }: Extent): MaskTile {
  const values = new Uint8Array(MASK_TILE * MASK_TILE);
  for (let y = 0; y < ACROSS; y++) values.fill(255, y * MASK_TILE, y * MASK_TILE + ACROSS);
  return {
    column: Math.floor(width / 2 / MASK_TILE),
    row: Math.floor(height / 2 / MASK_TILE),
    runs: packRuns(values),
  };
}
