import { createHash } from 'node:crypto';
import { readFileSync, readlinkSync } from 'node:fs';
import { lstat, mkdtemp, readdir, rm } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { onWorkingFiles } from './working-files';

/**
 * Makes a folder for working files that nobody else may look into. Its name says which process it belongs to, so that
 * the next start of the program can tell whether its owner is gone. Throws a PlainError where it can't be made.
 *
 * @param purpose a word of letters, for people who look into the folder for temporary files
 */
export async function makeWorkingFolder(purpose: string): Promise<string> {
  const start = startOf(process.pid) ?? UNKNOWN;
  const name = `daguerre-${purpose}-${machine()}-${process.pid}-${start}-`;
  return onWorkingFiles(() => mkdtemp(join(tmpdir(), name)));
}

/** Does work with a working folder, which is removed afterwards. */
export async function inWorkingFolder<T>(purpose: string, work: (folder: string) => Promise<T>): Promise<T> {
  const folder = await makeWorkingFolder(purpose);
  try {
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/**
 * Removes the working folders of processes that are gone: those that were killed. Folders of processes that run, of
 * other people and of other machines stay, and so does what can't be removed just now.
 */
export async function removeAbandoned(): Promise<void> {
  const own = machine();
  for (const name of await readdir(tmpdir()).catch(() => [])) {
    const owner = /^daguerre-[a-z]+-([0-9a-f]{8})-(\d+)-(\d+|u)-/.exec(name);
    if (!owner || owner[1] !== own || runs(Number(owner[2]), owner[3] ?? UNKNOWN)) continue;
    const path = join(tmpdir(), name);
    const found = await lstat(path).catch(() => undefined);
    if (!found?.isDirectory() || found.uid !== (process.getuid?.() ?? found.uid)) continue;
    await rm(path, { recursive: true, force: true }).catch(() => {});
  }
}

/** When a process started can't be told on this system. */
const UNKNOWN = 'u';

/** Whether the process of this number is the one that started then, as far as that can be told. */
function runs(pid: number, start: string): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    // Somebody else's process that may not be asked runs all the same.
    if (error instanceof Error && 'code' in error && error.code === 'ESRCH') return false;
  }
  const now = startOf(pid);
  return start === UNKNOWN || now === undefined || now === start;
}

/** When a process started, in ticks since the machine did; Linux alone tells it in a file. */
function startOf(pid: number): string | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The second field is the program's name, which may hold spaces and brackets.
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
    return /^\d+$/.exec(fields[19] ?? '')?.[0];
  } catch {
    return undefined;
  }
}

/** Where numbers of processes mean the same: a machine, or a container on it. */
function machine(): string {
  let space = '';
  try {
    space = readlinkSync('/proc/self/ns/pid');
  } catch {
    // Other systems have one space of numbers.
  }
  return createHash('sha256').update(`${hostname()} ${space}`).digest('hex').slice(0, 8);
}
