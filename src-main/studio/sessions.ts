import { mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from '../contract/schema';
import { writeFileAtomically } from './atomic-file';
import { newId } from './ids';
import { type Kept, readKept } from './kept-document';

/** What an earlier session left unsaved. */
export interface Recovered {
  readonly id: string;
  readonly folder: string;
  readonly kept: Kept;
}

/**
 * The part of the data folder that belongs to this run of the program, and what runs that are over left behind.
 * A run is over when its process is: every run has a folder with its process id and one folder a document.
 */
export interface Sessions {
  /** A folder for a new document's record. */
  documentFolder(id: string): string;
  /** For files that came as bytes. */
  readonly uploads: string;
  readonly recovered: readonly Recovered[];
  find(id: string): Recovered | undefined;
  /** Takes a recovered document off the list; its folder is the caller's. */
  take(id: string): Recovered | undefined;
  /** Removes a recovered document for good. */
  discard(id: string): Promise<void>;
  /** Ends this run: documents with something to lose stay for the next. */
  close(): Promise<void>;
}

const sessionSchema = z.object({ pid: z.int() });

export async function openSessions(dataFolder: string): Promise<Sessions> {
  const all = join(dataFolder, 'sessions');
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

function claim(session: string): Promise<void> {
  return writeFileAtomically(join(session, 'session.json'), JSON.stringify({ pid: process.pid }));
}

/** Unsaved documents of runs that are over; what they left beside those is removed. */
async function collectOver(all: string, own: string): Promise<Recovered[]> {
  const list: Recovered[] = [];
  for (const name of await readdir(all)) {
    const session = join(all, name);
    if (session === own || (await isRunning(session))) continue;
    // Another run that starts beside this one leaves it alone.
    await claim(session);
    for (const folder of await unsavedIn(session)) list.push({ id: newId(), ...folder });
    await removeIfOver(session);
  }
  return list.sort((a, b) => b.kept.saved.localeCompare(a.kept.saved));
}

async function unsavedIn(session: string): Promise<{ folder: string; kept: Kept }[]> {
  const found: { folder: string; kept: Kept }[] = [];
  for (const name of await readdir(join(session, 'documents')).catch(() => [])) {
    const folder = join(session, 'documents', name);
    const kept = await readKept(folder);
    if (kept?.unsaved) found.push({ folder, kept });
    else await rm(folder, { recursive: true, force: true });
  }
  return found;
}

/** A run whose last document is gone leaves nothing. */
async function removeIfOver(session: string): Promise<void> {
  if ((await unsavedIn(session)).length === 0) await rm(session, { recursive: true, force: true });
}

/** After the document in `folder` was removed. */
async function removeIfEmpty(folder: string): Promise<void> {
  await removeIfOver(join(folder, '..', '..'));
}

async function isRunning(session: string): Promise<boolean> {
  try {
    const text = await readFile(join(session, 'session.json'), 'utf8');
    const { pid } = sessionSchema.parse(JSON.parse(text));
    // In a container every run has the same id: our own is another run's that is over.
    if (pid === process.pid) return false;
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // A process of someone else's is one that runs.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
