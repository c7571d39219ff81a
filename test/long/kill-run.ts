import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { descendants, left } from '../hostile/processes';

/** The kinds of processes of a program, by a word of their command lines; the program itself has none. */
export const KINDS = {
  program: '',
  compute: 'compute.cjs',
  imaging: 'imaging.cjs',
  exiftool: 'exiftool',
} as const;
export type Kind = keyof typeof KINDS;

/** What became of kills of one kind. */
export interface KillFigures {
  kills: number;
  /** Kills after which the work wasn't done yet. */
  inTheMiddle: number;
  /** Processes that were left after the program had ended. */
  orphans: number;
}

export const noKills = (): KillFigures => ({ kills: 0, inTheMiddle: 0, orphans: 0 });

/** The processes of a kind below a program. */
export function ofKind(program: number, kind: Kind): number[] {
  if (kind === 'program') return [program];
  return descendants(program).filter((pid) => commandLine(pid).includes(KINDS[kind]));
}

function commandLine(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  } catch {
    return '';
  }
}

/**
 * Kills a process of a kind, `delay` milliseconds after there is one, and tells which processes there were. Nothing is
 * killed where the program ends before.
 */
export async function killOne(
  program: number,
  kind: Kind,
  delay: number,
  hasEnded: () => boolean,
): Promise<{ killed: boolean; family: number[] }> {
  while (!hasEnded() && ofKind(program, kind).length === 0) await pause(5);
  await pause(delay);
  const family = [program, ...descendants(program)];
  const [victim] = hasEnded() ? [] : ofKind(program, kind);
  if (victim === undefined) return { killed: false, family };
  try {
    process.kill(victim, 'SIGKILL');
    return { killed: true, family };
  } catch {
    return { killed: false, family };
  }
}

/** How many of the processes outlive their program. */
export async function orphansOf(family: readonly number[]): Promise<number> {
  return (await left(family)).length;
}
