import { readFileSync, writeFileSync } from 'node:fs';
import { PlainError } from '../../../src-main/contract/errors';
import { descendants } from '../processes';

/** The limits of time and memory for a file. */
export const LIMITS = { seconds: 20, megabytes: 1536 } as const;

/** A process that is asked about files one after another. */
interface Asked {
  readonly pid: number | undefined;
  stop(): Promise<void>;
}

/** The factor by which the time limit grows for a process that uses no processor time. */
const PATIENCE = 3;

/** The kind of answer, and its time and memory. */
export interface Outcome {
  readonly kind: 'read' | 'refused';
  readonly seconds: number;
  /** The largest resident memory meanwhile, in MB; 0 where the system doesn't tell. */
  readonly megabytes: number;
}

/** Why the answer is none: a crash, a fault that isn't said in a sentence, or a limit that was passed. */
export class Find extends Error {
  override readonly name = 'Find';
}

/** Has a process answer, within the limits. Throws a Find. */
export async function watched(asked: Asked, ask: () => Promise<unknown>): Promise<Outcome> {
  for (const one of familyOf(asked.pid)) forgetPeak(one);
  const started = performance.now();
  let timer: NodeJS.Timeout | undefined;
  const before = secondsOf(familyOf(asked.pid));
  const late = new Promise<never>((_, reject) => {
    timer = setInterval(() => {
      // A busy machine gives the process no time, which isn't the file's fault.
      const used = secondsOf(familyOf(asked.pid)) - before;
      const waited = (performance.now() - started) / 1000;
      if (used > LIMITS.seconds || waited > PATIENCE * LIMITS.seconds)
        reject(new Find(`no answer after ${used.toFixed(1)} s of work in ${waited.toFixed(0)} s`));
    }, 500);
  });
  const { pid } = asked;
  try {
    const kind = await Promise.race([ask().then(() => 'read' as const, refusalOf), late]);
    const megabytes = Math.max(0, ...familyOf(pid ?? asked.pid).map(peakOf));
    if (megabytes > LIMITS.megabytes) throw new Find(`took ${megabytes} MB`);
    return { kind, seconds: (performance.now() - started) / 1000, megabytes };
  } catch (error) {
    await asked.stop();
    throw error;
  } finally {
    clearInterval(timer);
  }
}

/** Keys that tell of a fault of the program, not of the file. */
const FAULTS = /^(inside|engine\w+|imaging\w+|resultMalformed|progressMalformed|working\w+)$/;

function refusalOf(error: unknown): 'refused' {
  if (error instanceof PlainError && !FAULTS.test(error.said.key)) return 'refused';
  const cause = error instanceof Error && error.cause !== undefined ? ` (${String(error.cause)})` : '';
  throw new Find(`${String(error)}${cause}`, { cause: error });
}

/** The process and its children. */
function familyOf(pid: number | undefined): number[] {
  return pid === undefined || process.platform !== 'linux' ? [] : [pid, ...descendants(pid)];
}

/** Processor time that they have used; 0 where the system doesn't tell. */
function secondsOf(pids: readonly number[]): number {
  let ticks = 0;
  for (const pid of pids) {
    try {
      const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      ticks += Number(fields[11]) + Number(fields[12]);
    } catch {
      // It has ended meanwhile.
    }
  }
  return ticks / 100;
}

function forgetPeak(pid: number): void {
  try {
    writeFileSync(`/proc/${pid}/clear_refs`, '5');
  } catch {
    // Another system, or a container that forbids it: then the peak is that of all files so far.
  }
}

function peakOf(pid: number): number {
  try {
    const [, kilobytes] = /VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
    return Math.round(Number(kilobytes ?? 0) / 1024);
  } catch {
    return 0;
  }
}
