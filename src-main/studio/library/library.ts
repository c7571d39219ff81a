import { readdir } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { badRequest } from '../../contract/errors';
import { restoredName } from '../../contract/photo-files';
import { type Said, said } from '../../contract/said';
import type { Batch } from '../../contract/window/library';
import type { Engine } from '../../jobs/engine';
import type { Events } from '../events';
import type { Files } from '../files';
import type { Host, StudioFolders } from '../host';
import type { Jobs } from '../jobs';
import type { Pictures } from '../pictures';
import type { Preferences } from '../settings';
import type { EncodedTile } from '../studio';
import { createLibraryEngine } from './engine';
import { createKnownBatches, type KeptBatch, type KnownBatches } from './known-batches';
import { createRowPictures, type RowPictures } from './row-pictures';
import type { ShownBatch } from './shown-batch';
import { createThumbnails } from './thumbnails';
import { createTrials, type Trials } from './trial';

/** The second place of the window: folders of photos, one batch of them open at a time. */
export interface Library {
  readonly known: KnownBatches;
  readonly open: ShownBatch | undefined;
  /** Throws a PlainError if this batch isn't the open one. */
  find(id: string): ShownBatch;
  /** Opens a batch in place of the previous one. Throws a PlainError while that runs. */
  plan(wish: Omit<KeptBatch, 'id' | 'changed'>): Promise<ShownBatch>;
  closeBatch(): Promise<void>;
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
  let open: ShownBatch | undefined;
  let planning = false;

  const find = (id: string) => {
    if (open?.id !== id) throw badRequest(said('batchClosed'));
    return open;
  };
  const closeBatch = async () => {
    const closed = open;
    open = undefined;
    await trials.clear();
    await pictures.clear();
    await closed?.close();
  };
  const openWish = async (wish: Omit<KeptBatch, 'id'>) => {
    const { showBatch } = await import('./shown-batch');
    await closeBatch();
    const options = {
      engine,
      power: host.power,
      busy: () => jobs.busy,
      files,
      ledgers: join(folders.data, 'ledgers'),
      network: { modelPath: folders.model, provider: preferences.settings.provider },
      tell: (batch: Batch) => events.emit('batch', batch),
      // If it can't be written, the batch stays recorded as running; a batch without photos left isn't offered
      // (interrupted.ts).
      ended: (id: string) => void known.setRun(id, null).catch(() => {}),
    };
    open = await showBatch(wish, options, closing.signal);
    await known.keep(open.kept);
    return open;
  };

  return {
    known,
    get open() {
      return open;
    },
    find,
    plan: async (wish) => {
      if (open?.isRunning) throw badRequest(said('batchFirst'));
      if (planning) throw badRequest(said('foldersAsked'));
      planning = true;
      try {
        return await openWish({ ...wish, changed: new Date().toISOString() });
      } finally {
        planning = false;
      }
    },
    closeBatch,
    pictures,
    trials,
    engine: () => engine.get(),
    isThumbnail: (picture) => /^thumb-[0-9a-f]+-\d+-\w+$/.test(picture),
    readTile: (picture) => {
      if (!picture.startsWith('thumb-')) return undefined;
      return (async () => {
        const { parseThumbnail, photoPath, resultPath } = await import('./rows');
        const asked = parseThumbnail(picture);
        if (!asked || open?.id !== asked.batch) return undefined;
        const row = open.row(asked.row);
        const result = row.state === 'done' ? resultPath(open.batch, row) : undefined;
        const photo = photoPath(open.batch, row);
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
