import { join } from 'node:path';
import { badRequest } from '../../contract/errors';
import type { RecipeRequest } from '../../contract/recipe';
import { said } from '../../contract/said';
import type { libraryChannels } from '../../contract/window/library';
import type { SomeHandlers } from '../handlers/some-handlers';
import type { StudioParts } from '../parts';
import type { ShownBatch } from './shown-batch';

type Rows = Pick<
  SomeHandlers<typeof libraryChannels>,
  | 'batchRows'
  | 'batchRow'
  | 'batchRowIds'
  | 'rateRow'
  | 'redoRow'
  | 'setRowRecipes'
  | 'rowRecipe'
  | 'rowPictures'
  | 'tryRow'
  | 'endTrial'
>;

/** The handlers for single photos of a batch. */
export function rowHandlers({ library }: Pick<StudioParts, 'library'>): Rows {
  return {
    batchRows: async ({ batch, view, offset, limit }) => {
      const { pages } = library.find(batch);
      const { describeRow, selectionOf } = await import('./rows');
      const selection = selectionOf(view);
      const rows = pages.page(selection, offset, limit).map((row) => describeRow(batch, row));
      return { total: pages.count(selection), rows };
    },
    batchRow: async ({ batch, row }) => {
      const { describeRow } = await import('./rows');
      return describeRow(batch, library.find(batch).row(row));
    },
    batchRowIds: async ({ batch, view, offset, limit }) => {
      const { selectionOf } = await import('./rows');
      return { ids: library.find(batch).pages.ids(selectionOf(view), offset, limit) };
    },
    rateRow: async ({ batch, row, verdict }) => {
      const shown = library.find(batch);
      const { describeRow } = await import('./rows');
      const { RATINGS } = await import('../../library/ledger-rows');
      shown.batch.ledger.rate(shown.row(row).id, RATINGS[verdict]);
      shown.changed();
      return describeRow(batch, shown.row(row));
    },
    redoRow: async ({ batch, row }) => {
      const shown = library.find(batch);
      const { describeRow } = await import('./rows');
      const { settingsOf } = await import('../../library/row-settings');
      const found = shown.row(row);
      if (found.state === 'working') throw badRequest(said('photoWorked'));
      const { recipe } = settingsOf(found);
      await giveRecipe(shown, [row], { ...recipe, seed: recipe.seed + 1 });
      // The rating of the previous result doesn't apply to the next.
      shown.batch.ledger.rate(row, 0);
      shown.changed();
      return describeRow(batch, shown.row(row));
    },
    setRowRecipes: async ({ batch, rows, recipe }) => {
      const shown = library.find(batch);
      await giveRecipe(shown, rows, recipe);
      shown.changed();
    },
    rowRecipe: async ({ batch, row }) => {
      const { settingsOf } = await import('../../library/row-settings');
      return settingsOf(library.find(batch).row(row)).recipe;
    },
    rowPictures: async ({ batch, row }) => {
      const shown = library.find(batch);
      const { photoPath, resultPath } = await import('./rows');
      const found = shown.row(row);
      const key = `${batch}-${row}-${found.modified}-${found.resultHash}`;
      return library.pictures.show(key, photoPath(shown.batch, found), resultPath(shown.batch, found));
    },
    tryRow: async ({ batch, row, recipe }) => {
      const shown = library.find(batch);
      const found = shown.row(row);
      const path = join(shown.batch.input, found.path);
      const { picture, area } = await library.trials.show(
        async () => ({ engine: await library.engine(), photo: { path, mask: await shown.maskOf(found) } }),
        recipe,
      );
      const key = `${batch}-${row}-${found.modified}-photo`;
      const { before } = await library.pictures.show(key, path, undefined);
      return { before, after: picture, area };
    },
    endTrial: async () => library.trials.clear(),
  };
}

async function giveRecipe(
  shown: ShownBatch,
  rows: readonly number[],
  recipe: RecipeRequest | null,
): Promise<void> {
  const { replan } = await import('../../library/replan');
  shown.batch.ledger.setRecipes(rows, recipe === null ? null : JSON.stringify(recipe));
  await replan(
    shown.batch,
    rows.map((id) => shown.row(id)),
  );
}
