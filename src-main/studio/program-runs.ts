import { mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from '../contract/schema';
import { writeFileAtomically } from './atomic-file';
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
  /** Folder for files that were uploaded as bytes. */
  readonly uploads: string;
  readonly recovered: readonly Recovered[];
  find(id: string): Recovered | undefined;
  /** Removes a recovered document from the list; the caller takes over its folder. */
  take(id: string): Recovered | undefined;
  /** Deletes a recovered document. */
  discard(id: string): Promise<void>;
  /** Ends this run; documents with unsaved work are kept for the next. */
  close(): Promise<void>;
}

const sessionSchema = z.object({ pid: z.int() });

export async function openProgramRuns(state: string): Promise<ProgramRuns> {
  const all = join(state, 'sessions');
  const own = join(all, newId());
  await mkdir(join(own, 'documents'), { recursive: true });
  await claim(own);
  const list = await collectOver(all, own);
  const take = (id: string) => {
    const at = list.findIndex((entry) => entry.id === id);
    return at < 0 ? undefined : list.splice(at, 1)[0];
  };
  return {
    documentFolder: (id) => join(own, 'documents', id),
    uploads: join(own, 'uploads'),
    get recovered() {
      return list;
    },
    find: (id) => list.find((entry) => entry.id === id),
    take,
    discard: async (id) => {
      const found = take(id);
      if (!found) return;
      await rm(found.folder, { recursive: true, force: true });
      await removeIfEmpty(found.folder);
    },
    close: () => removeIfOver(own),
  };
}

function claim(run: string): Promise<void> {
  return writeFileAtomically(join(run, 'session.json'), JSON.stringify({ pid: process.pid }));
}

/** Collects unsaved documents of ended runs and removes their other files. */
async function collectOver(all: string, own: string): Promise<Recovered[]> {
  const list: Recovered[] = [];
  for (const name of await readdir(all)) {
    const run = join(all, name);
    if (run === own || (await isRunning(run))) continue;
    // Claimed, so that another run that starts at the same time ignores it.
    await claim(run);
    for (const folder of await unsavedIn(run)) list.push({ id: newId(), ...folder });
    await removeIfOver(run);
  }
  return list.sort((a, b) => b.kept.saved.localeCompare(a.kept.saved));
}

async function unsavedIn(run: string): Promise<{ folder: string; kept: Kept }[]> {
  const found: { folder: string; kept: Kept }[] = [];
  for (const name of await readdir(join(run, 'documents')).catch(() => [])) {
    const folder = join(run, 'documents', name);
    const kept = await readKept(folder);
    if (kept?.unsaved) found.push({ folder, kept });
    else await rm(folder, { recursive: true, force: true });
  }
  return found;
}

/** Removes a run's folder if it has no unsaved documents. */
async function removeIfOver(run: string): Promise<void> {
  if ((await unsavedIn(run)).length === 0) await rm(run, { recursive: true, force: true });
}

/** Called after the document in `folder` was removed. */
async function removeIfEmpty(folder: string): Promise<void> {
  await removeIfOver(join(folder, '..', '..'));
}

async function isRunning(run: string): Promise<boolean> {
  try {
    const text = await readFile(join(run, 'session.json'), 'utf8');
    const { pid } = sessionSchema.parse(JSON.parse(text));
    // In a container every run may have the same process id, so our own id is that of an ended run.
    if (pid === process.pid) return false;
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM means that the process runs and belongs to another user.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
