import { badRequest } from '../../contract/errors';
import type { RecipeRequest } from '../../contract/recipe';
import { said } from '../../contract/said';
import type { libraryChannels } from '../../contract/window/library';
import type { OpenBatch } from '../../library/open-batch';
import type { SomeHandlers } from '../handlers/some-handlers';
import type { StudioParts } from '../parts';

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
      const { describeRow, rowOf } = await import('./rows');
      return describeRow(batch, rowOf(library.find(batch), row));
    },
    batchRowIds: async ({ batch, view, offset, limit }) => {
      const { selectionOf } = await import('./rows');
      return { ids: library.find(batch).pages.ids(selectionOf(view), offset, limit) };
    },
    rateRow: async ({ batch, row, verdict }) => {
      const open = library.find(batch);
      const { describeRow, rowOf } = await import('./rows');
      const { RATINGS } = await import('../../library/ledger-rows');
      open.ledger.rate(rowOf(open, row).id, RATINGS[verdict]);
      library.runs.changed();
      return describeRow(batch, rowOf(open, row));
    },
    redoRow: async ({ batch, row }) => {
      const open = library.find(batch);
      const { describeRow, rowOf } = await import('./rows');
      const { settingsOf } = await import('../../library/row-settings');
      const found = rowOf(open, row);
      if (found.state === 'working') throw badRequest(said('photoWorked'));
      const { recipe } = settingsOf(found);
      await giveRecipe(open, [row], { ...recipe, seed: recipe.seed + 1 });
      // The rating of the previous result doesn't apply to the next.
      open.ledger.rate(row, 0);
      library.runs.changed();
      return describeRow(batch, rowOf(open, row));
    },
    setRowRecipes: async ({ batch, rows, recipe }) => {
      await giveRecipe(library.find(batch), rows, recipe);
      library.runs.changed();
    },
    rowRecipe: async ({ batch, row }) => {
      const { rowOf } = await import('./rows');
      const { settingsOf } = await import('../../library/row-settings');
      return settingsOf(rowOf(library.find(batch), row)).recipe;
    },
    rowPictures: async ({ batch, row }) => {
      const open = library.find(batch);
      const { photoPath, resultPath, rowOf } = await import('./rows');
      const found = rowOf(open, row);
      const key = `${batch}-${row}-${found.modified}-${found.resultHash}`;
      return library.pictures.show(key, photoPath(open, found), resultPath(open, found));
    },
    tryRow: async ({ batch, row, recipe }) => {
      const open = library.find(batch);
      const { maskOf, photoPath, rowOf } = await import('./rows');
      const found = rowOf(open, row);
      const path = photoPath(open, found);
      const { picture, area } = await library.trials.show(
        async () => ({ engine: await library.engine(), photo: { path, mask: await maskOf(open, found) } }),
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
  open: OpenBatch,
  rows: readonly number[],
  recipe: RecipeRequest | null,
): Promise<void> {
  const { replan } = await import('../../library/replan');
  const { rowOf } = await import('./rows');
  open.ledger.setRecipes(rows, recipe === null ? null : JSON.stringify(recipe));
  await replan(
    open,
    rows.map((id) => rowOf(open, id)),
  );
}
