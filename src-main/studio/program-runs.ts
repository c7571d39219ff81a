import { mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { z } from '../contract/schema';
import { PRIVATE_FOLDER } from '../imaging/private-files';
import { writeFileAtomically } from './atomic-file';
import { isWithin } from './files';
import { newId } from './ids';
import { type Kept, readKept } from './kept-document';

/** Unsaved work of an earlier run of the program. */
export interface Recovered {
  readonly id: string;
  readonly folder: string;
  readonly kept: Kept;
}

/**
 * The part of the state's folder for this run of the program, and the unsaved work of ended runs. A run has ended when its
 * process has; every run has a folder with its process id and one folder per document.
 */
export interface ProgramRuns {
  /** A folder for a new document's record. */
  documentFolder(id: string): string;
  /** Folder for files without a place of their own. They are kept as long as unsaved work refers to them. */
  readonly uploads: string;
  /** A new path, in a new folder of its own, for the photo of a project that is opened. */
  placePhoto(name: string): Promise<string>;
  /**
   * Removes the photo of a project, of this run or an ended one, unless recovered work that isn't open refers to it. The
   * caller knows the open documents. Any other file stays.
   */
  releasePhoto(path: string): Promise<void>;
  readonly recovered: readonly Recovered[];
  find(id: string): Recovered | undefined;
  /** Removes a recovered document from the list; the caller takes over its folder. */
  take(id: string): Recovered | undefined;
  /** Deletes a recovered document. */
  discard(id: string): Promise<void>;
  /** Ends this run; documents with unsaved work are kept for the next. */
  close(): Promise<void>;
}

/** A document's record in a run's folder. */
type DocumentRecord = Pick<Recovered, 'folder' | 'kept'>;

/** The folder of all runs, and the record in the folder of each. Their names are those of the first version. */
export const RUNS_FOLDER = 'sessions';
const RUN_RECORD = 'session.json';
const runRecord = z.object({ pid: z.int() });

export async function openProgramRuns(state: string): Promise<ProgramRuns> {
  const all = join(state, RUNS_FOLDER);
  const own = join(all, newId());
  await mkdir(join(own, 'documents'), { recursive: true });
  await claim(own);
  const over = await claimOver(all, own);
  const list = (await unsavedIn(over)).map((record) => ({ id: newId(), ...record }));
  list.sort((a, b) => b.kept.saved.localeCompare(a.kept.saved));
  await keepOnly(over, list);
  const taken: Recovered[] = [];
  const take = (id: string) => {
    const at = list.findIndex((entry) => entry.id === id);
    if (at < 0) return undefined;
    const [found] = list.splice(at, 1);
    taken.push(found);
    return found;
  };
  return {
    documentFolder: (id) => join(own, 'documents', id),
    uploads: join(own, UPLOADS),
    placePhoto: async (name) => {
      const folder = join(own, PHOTOS, newId());
      await mkdir(folder, { recursive: true, mode: PRIVATE_FOLDER });
      return join(folder, name);
    },
    releasePhoto: async (path) => {
      if (![own, ...over].some((run) => isWithin(join(run, PHOTOS), path))) return;
      if (list.some(({ kept }) => kept.path === path)) return;
      await rm(dirname(path), { recursive: true, force: true });
    },
    get recovered() {
      return list;
    },
    find: (id) => list.find((entry) => entry.id === id),
    take,
    discard: async (id) => {
      const at = list.findIndex((entry) => entry.id === id);
      if (at < 0) return;
      const [{ folder }] = list.splice(at, 1);
      await rm(folder, { recursive: true, force: true });
      // Those that were taken may be open, and so may parts of them, even if nothing about them is unsaved.
      await keepOnly(over, [...list, ...taken, ...(await recordsIn(own))]);
    },
    close: async () => {
      const runs = [own, ...over];
      await keepOnly(runs, await unsavedIn(runs));
    },
  };
}

const UPLOADS = 'uploads';
/** The photos of opened projects. A part that was cut out of one needs it longer than the project's own record. */
const PHOTOS = 'photos';

function claim(run: string): Promise<void> {
  return writeFileAtomically(join(run, RUN_RECORD), JSON.stringify({ pid: process.pid }));
}

/** The folders of ended runs, claimed so that another run that starts at the same time ignores them. */
async function claimOver(all: string, own: string): Promise<string[]> {
  const over: string[] = [];
  for (const name of await readdir(all)) {
    const run = join(all, name);
    if (run === own || (await isRunning(run))) continue;
    await claim(run);
    over.push(run);
  }
  return over;
}

/** The records of a run's documents; folders without a valid one are left out. */
async function recordsIn(run: string): Promise<DocumentRecord[]> {
  const found: DocumentRecord[] = [];
  for (const folder of await foldersIn(join(run, 'documents'))) {
    const kept = await readKept(folder);
    if (kept) found.push({ folder, kept });
  }
  return found;
}

async function unsavedIn(runs: readonly string[]): Promise<DocumentRecord[]> {
  const records = await Promise.all(runs.map(recordsIn));
  return records.flat().filter(({ kept }) => kept.unsaved);
}

/**
 * Removes all documents of these runs but those in `needed`, and the uploads and projects' photos to which none of them
 * refers, in whichever run it is: a part of a recovered photo is a document of a later run. A run of which nothing is left
 * is removed.
 */
async function keepOnly(runs: readonly string[], needed: readonly DocumentRecord[]): Promise<void> {
  const paths = needed
    .flatMap(({ kept: { path, file, project } }) => [path, file, project])
    .filter((path) => path !== null);
  const isNeeded = (folder: string) =>
    needed.some((record) => record.folder === folder) || paths.some((path) => isWithin(folder, path));
  for (const run of runs) {
    let isEmpty = true;
    for (const part of ['documents', UPLOADS, PHOTOS]) {
      for (const folder of await foldersIn(join(run, part))) {
        if (isNeeded(folder)) isEmpty = false;
        else await rm(folder, { recursive: true, force: true });
      }
    }
    if (isEmpty) await rm(run, { recursive: true, force: true });
  }
}

async function foldersIn(folder: string): Promise<string[]> {
  const names = await readdir(folder).catch(() => []);
  return names.map((name) => join(folder, name));
}

async function isRunning(run: string): Promise<boolean> {
  try {
    const text = await readFile(join(run, RUN_RECORD), 'utf8');
    const { pid } = runRecord.parse(JSON.parse(text));
    // In a container every run may have the same process id, so our own id is that of an ended run.
    if (pid === process.pid) return false;
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM means that the process runs and belongs to another user.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
