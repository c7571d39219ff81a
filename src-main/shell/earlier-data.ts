import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { z } from '../contract/schema';

/** What earlier versions kept in one folder, beside Electron's own files, and where it is now. */
const MOVED = {
  'settings.json': 'data',
  'presets.json': 'data',
  'projects.json': 'data',
  'library.json': 'data',
  ledgers: 'data',
  'recent.json': 'state',
  'rates.json': 'state',
  'window.json': 'state',
  thumbnails: 'cache',
} as const;

const sessionSchema = z.object({ pid: z.int() });

type Folders = Readonly<Record<'data' | 'state' | 'cache', string>>;

/**
 * Moves what an earlier version kept in `from` to the folders of today, one way. What is there already stays, and so does
 * the work of a program that runs. What can't be moved stays where it is until the next start. Synchronous, because
 * Electron's folder is set before it is ready.
 */
export function moveEarlierData(from: string, to: Folders): void {
  if (!existsSync(from) || isInUse(from)) return;
  for (const [name, kind] of Object.entries(MOVED)) move(join(from, name), to[kind], name);
  const sessions = join(from, 'sessions');
  for (const run of list(sessions)) {
    if (isRunning(join(sessions, run, 'session.json'))) continue;
    const moved = join(to.state, 'sessions');
    if (move(join(sessions, run), moved, run)) rename(join(moved, run), sessions, moved);
  }
}

function move(path: string, folder: string, name: string): boolean {
  const target = join(folder, name);
  if (!existsSync(path) || existsSync(target)) return false;
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    try {
      renameSync(path, target);
    } catch {
      // Another disk: a copy that is whole takes its name only then.
      cpSync(path, `${target}.moving`, { recursive: true, preserveTimestamps: true });
      renameSync(`${target}.moving`, target);
      rmSync(path, { recursive: true, force: true });
    }
    return true;
  } catch {
    return false;
  }
}

/** Pasted and dropped pictures lie beside the records that name them by their whole path. */
function rename(run: string, before: string, after: string): void {
  for (const document of list(join(run, 'documents'))) {
    const file = join(run, 'documents', document, 'document.json');
    try {
      const text = readFileSync(file, 'utf8');
      writeFileSync(file, text.replaceAll(`"${inJson(before)}/`, `"${inJson(after)}/`));
    } catch {
      // A record that can't be read is no work that could be offered.
    }
  }
}

function inJson(path: string): string {
  return JSON.stringify(path).slice(1, -1);
}

function list(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

/** Whether a window of an earlier version is open: Chromium's lock is a link to HOST-PID. */
function isInUse(folder: string): boolean {
  try {
    return isAlive(Number(readlinkSync(join(folder, 'SingletonLock')).split('-').at(-1)));
  } catch {
    return false;
  }
}

function isRunning(session: string): boolean {
  try {
    return isAlive(sessionSchema.parse(JSON.parse(readFileSync(session, 'utf8'))).pid);
  } catch {
    return false;
  }
}

function isAlive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0 || pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
