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

/** The files that earlier versions kept in one folder with Electron's own files, and where each belongs now. */
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

/** The folder of the program's runs, and the record in the folder of each. */
const RUNS_FOLDER = 'sessions';
const RUN_RECORD = 'session.json';
const runRecord = z.object({ pid: z.int() });

type Folders = Readonly<Record<'data' | 'state' | 'cache', string>>;

/**
 * Moves an earlier version's files from `from` to the current folders. Existing files aren't replaced, and the work of
 * a running program stays. What can't be moved stays until the next start. Synchronous, because Electron's folder must
 * be set before it is ready.
 */
export function moveEarlierData(from: string, to: Folders): void {
  if (!existsSync(from) || isInUse(from)) return;
  for (const [name, kind] of Object.entries(MOVED)) move(join(from, name), to[kind], name);
  const runs = join(from, RUNS_FOLDER);
  for (const run of list(runs)) {
    if (isRunning(join(runs, run, RUN_RECORD))) continue;
    const moved = join(to.state, RUNS_FOLDER);
    if (move(join(runs, run), moved, run)) rename(join(moved, run), runs, moved);
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
      // On another disk: the copy gets its name when it is complete.
      cpSync(path, `${target}.moving`, { recursive: true, preserveTimestamps: true });
      renameSync(`${target}.moving`, target);
      rmSync(path, { recursive: true, force: true });
    }
    return true;
  } catch {
    return false;
  }
}

/** Changes the records of pasted and dropped pictures, which contain the pictures' full paths. */
function rename(run: string, before: string, after: string): void {
  for (const document of list(join(run, 'documents'))) {
    const file = join(run, 'documents', document, 'document.json');
    try {
      const text = readFileSync(file, 'utf8');
      writeFileSync(file, text.replaceAll(`"${inJson(before)}/`, `"${inJson(after)}/`));
    } catch {
      // A record that can't be read can't be recovered anyway.
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

function isRunning(record: string): boolean {
  try {
    return isAlive(runRecord.parse(JSON.parse(readFileSync(record, 'utf8'))).pid);
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
