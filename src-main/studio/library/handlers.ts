import { badRequest } from '../../contract/errors';
import { said } from '../../contract/said';
import type { libraryChannels } from '../../contract/window/library';
import { placeOf } from '../files';
import type { SomeHandlers } from '../handlers/some-handlers';
import type { StudioParts } from '../parts';
import { findInterrupted } from './interrupted';
import { freeFolderFor } from './library';
import { rowHandlers } from './row-handlers';

type All = SomeHandlers<typeof libraryChannels>;

/** The handlers of the window's library. The first batch loads the batch core and SQLite. */
export function libraryHandlers(parts: StudioParts): All {
  const { host, files, library } = parts;
  return {
    ...rowHandlers(parts),
    batches: async () => ({
      open: library.runs.status() ?? null,
      known: (await library.known.all()).map(({ id, input, output, changed }) => ({
        id,
        input: placeOf(input),
        output: placeOf(output),
        changed,
      })),
    }),
    chooseFolder: async ({ purpose }) => {
      const path = await host.chooseFolder();
      if (path === null) return { folder: null, results: null };
      const results = purpose === 'photos' ? files.resultFolder(await freeFolderFor(path)) : null;
      return { folder: files.sourceFolder(path), results };
    },
    chooseResultsFolder: async () => {
      const path = await host.chooseFolder();
      return { folder: path === null ? null : files.resultFolder(path) };
    },
    planBatch: async ({ input, output, masks, ...asked }) => {
      const paths = {
        input: files.sourcePath(input),
        output: files.resultPath(output),
        masks: masks === null ? null : files.sourcePath(masks),
      };
      return library.plan({ ...asked, ...paths }, null);
    },
    reopenBatch: async ({ batch }) => {
      const shown = library.runs.status();
      if (shown?.id === batch) return shown;
      const known = (await library.known.all()).find(({ id }) => id === batch);
      if (!known) throw badRequest(said('batchClosed'));
      const { id: _id, changed: _changed, run, ...request } = known;
      return library.plan(request, run);
    },
    closeBatch: async ({ batch }) => {
      library.find(batch);
      await library.closeBatch();
    },
    forgetBatch: ({ batch }) => library.known.forget(batch),
    estimateBatch: async ({ batch: id }) => {
      const batch = library.find(id);
      const { dryRun } = await import('../../library/dry-run');
      const { leftOut, ...found } = await dryRun(await library.engine(), batch, new AbortController().signal);
      // The first ones were known before any header was read.
      const known = batch.scan.leftOut.length + found.counts.skipped;
      return { ...found, unreadable: leftOut.slice(known) };
    },
    startBatch: async ({ batch, ...options }) => {
      await library.runs.start(library.find(batch), options);
      await library.known.setRun(batch, options);
    },
    interruptedBatch: async () => ({
      interrupted: host.capabilities.folders ? await findInterrupted(parts) : null,
    }),
    leaveBatch: ({ batch }) => library.known.setRun(batch, null),
    pauseBatch: async ({ batch }) => {
      library.find(batch);
      library.runs.pause();
    },
    resumeBatch: async ({ batch }) => {
      library.find(batch);
      library.runs.resume();
    },
    cancelBatch: async ({ batch }) => {
      library.find(batch);
      await library.runs.cancel();
    },
    retryFailed: async ({ batch }) => {
      library.find(batch).ledger.retryFailed();
      library.runs.changed();
    },
    saveLists: async ({ batch: id }) => {
      const batch = library.find(id);
      const folder = await host.chooseFolder();
      if (folder === null) return { folder: null };
      const { writeLists } = await import('../../library/csv');
      await writeLists(folder, batch.ledger, batch.scan.leftOut);
      return { folder: placeOf(folder) };
    },
  };
}
