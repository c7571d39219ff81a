import { readdir } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { BatchRequest } from '../../contract/batch';
import { badRequest } from '../../contract/errors';
import { restoredName } from '../../contract/photo-files';
import { type Said, said } from '../../contract/said';
import type { BatchStatus, StartOptions } from '../../contract/window/library';
import type { Engine } from '../../jobs/engine';
import type { OpenBatch } from '../../library/open-batch';
import type { Events } from '../events';
import type { Files } from '../files';
import type { Host, StudioFolders } from '../host';
import type { Jobs } from '../jobs';
import type { Pictures } from '../pictures';
import type { Preferences } from '../settings';
import type { EncodedTile } from '../studio';
import { createLibraryEngine } from './engine';
import { createKnownBatches, type KnownBatches } from './known-batches';
import { createRowPictures, type RowPictures } from './row-pictures';
import { createRuns, type Runs } from './runs';
import { createThumbnails } from './thumbnails';
import { createTrials, type Trials } from './trial';

/** The second place of the window: folders of photos, one batch of them open at a time. */
export interface Library {
  readonly known: KnownBatches;
  /** Throws a PlainError if this batch isn't the open one. */
  find(id: string): OpenBatch;
  /**
   * Plans a batch and opens it in place of the previous one. `run`: the options of its interrupted run, if it has one.
   * Throws a PlainError while the previous one runs, and those of openBatch.
   */
  plan(request: BatchRequest, run: StartOptions | null): Promise<BatchStatus>;
  closeBatch(): Promise<void>;
  readonly runs: Runs;
  readonly pictures: RowPictures;
  readonly trials: Trials;
  engine(): ReturnType<ReturnType<typeof createLibraryEngine>['get']>;
  /** Whether a picture's id is that of a thumbnail. */
  isThumbnail(picture: string): boolean;
  /** Undefined for pictures that aren't thumbnails. */
  readTile(picture: string): Promise<EncodedTile | undefined> | undefined;
  close(): Promise<void>;
}

/** The parts of the studio that the library uses. */
export interface LibraryParts {
  readonly engine: Engine;
  readonly host: Host;
  readonly folders: StudioFolders;
  readonly events: Events;
  readonly files: Files;
  readonly preferences: Preferences;
  readonly pictures: Pictures;
  readonly jobs: Jobs;
}

/** Loads and starts nothing before it is needed, because most runs of the program don't use the library. */
export function createLibrary(parts: LibraryParts, notify: (notice: Said) => void): Library {
  const { folders, host, files, jobs, events, preferences } = parts;
  const engine = createLibraryEngine(join(parts.engine.workspace, 'library'));
  const known = createKnownBatches(folders.data, notify);
  const thumbnails = createThumbnails(engine, join(folders.cache ?? folders.data, 'thumbnails'));
  const pictures = createRowPictures(parts.pictures);
  const trials = createTrials(parts.pictures, folders);
  const closing = new AbortController();
  const runs = createRuns({
    engine,
    power: host.power,
    busy: () => jobs.busy,
    files,
    tell: (status) => events.emit('batch', status),
    // If it can't be written, the batch stays recorded as running; a batch without photos left isn't offered
    // (interrupted.ts).
    ended: (id) => void known.setRun(id, null).catch(() => {}),
  });
  let planning = false;

  const find = (id: string) => {
    const { batch } = runs;
    if (batch?.id !== id) throw badRequest(said('batchClosed'));
    return batch;
  };
  const closeBatch = async () => {
    await Promise.all([runs.clear(), trials.clear(), pictures.clear()]);
  };
  const openInstead = async (request: BatchRequest, run: StartOptions | null) => {
    const { openBatch } = await import('../../library/open-batch');
    await closeBatch();
    const network = { modelPath: folders.model, provider: preferences.settings.provider };
    const options = { resume: true, retryFailed: false, ledgers: join(folders.data, 'ledgers'), network };
    const batch = await openBatch(request, options, closing.signal);
    const status = runs.show(batch);
    await known.keep(batch.id, request, run);
    return status;
  };

  return {
    known,
    find,
    plan: async (request, run) => {
      if (runs.isRunning) throw badRequest(said('batchFirst'));
      if (planning) throw badRequest(said('foldersAsked'));
      planning = true;
      try {
        return await openInstead(request, run);
      } finally {
        planning = false;
      }
    },
    closeBatch,
    runs,
    pictures,
    trials,
    engine: () => engine.get(),
    isThumbnail: (picture) => /^thumb-[0-9a-f]+-\d+-\w+$/.test(picture),
    readTile: (picture) => {
      if (!picture.startsWith('thumb-')) return undefined;
      return (async () => {
        const { parseThumbnail, photoPath, resultPath, rowOf } = await import('./rows');
        const asked = parseThumbnail(picture);
        const { batch } = runs;
        if (!asked || batch?.id !== asked.batch) return undefined;
        const row = rowOf(batch, asked.row);
        const result = row.state === 'done' ? resultPath(batch, row) : undefined;
        const photo = photoPath(batch, row);
        return thumbnails.read(result === undefined ? [photo] : [result, photo]);
      })();
    },
    close: async () => {
      closing.abort();
      await closeBatch();
      await engine.close();
    },
  };
}

/** A free folder name beside the photos' folder, as a place for their results. */
export async function freeFolderFor(photos: string): Promise<string> {
  const parent = dirname(photos);
  const taken = new Set(await readdir(parent).catch(() => []));
  const name = restoredName(basename(photos));
  for (let number = 1; ; number++) {
    const tried = number === 1 ? name : `${name}-${number}`;
    if (!taken.has(tried)) return join(parent, tried);
  }
}
