import { createHash } from 'node:crypto';
import { readFileSync, readlinkSync } from 'node:fs';
import { hostname } from 'node:os';

/** Matches an owner in the name of a file or folder. */
export const OWNER = '[0-9a-f]{8}-\\d+-(?:\\d+|u)';

/** This process in the names of its unfinished files: machine, process id, and start time. */
export function ownName(): string {
  return `${machine()}-${process.pid}-${startOf(process.pid) ?? UNKNOWN}`;
}

/** Whether the process of an OWNER is certainly gone: one of this machine that no longer runs. */
export function isGone(owner: string): boolean {
  const [at, pid, start] = owner.split('-');
  return at === machine() && !runs(Number(pid), start ?? UNKNOWN);
}

/** Stands for the start time on systems that don't tell it. */
const UNKNOWN = 'u';

/** Whether the process with this id runs and, as far as the system tells, started at this time. */
function runs(pid: number, start: string): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    // Another user's process can't be signalled, but it runs.
    if (error instanceof Error && 'code' in error && error.code === 'ESRCH') return false;
  }
  const now = startOf(pid);
  return start === UNKNOWN || now === undefined || now === start;
}

/** The start time of a process in clock ticks since the machine started; only Linux tells it in a file. */
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

let known: string | undefined;

/** The machine, or the container on it, in which process ids are unique. */
function machine(): string {
  known ??= createHash('sha256').update(`${hostname()} ${processSpace()}`).digest('hex').slice(0, 8);
  return known;
}

function processSpace(): string {
  try {
    return readlinkSync('/proc/self/ns/pid');
  } catch {
    // Other systems have one space of process ids.
    return '';
  }
}
