import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

/** Ids of a process's children, their children and so on (Linux). */
export function descendants(pid: number): number[] {
  const parents = new Map<number, number>();
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    const parent = parentOf(Number(name));
    if (parent !== undefined) parents.set(Number(name), parent);
  }
  const found = [pid];
  for (let k = 0; k < found.length; k++) {
    for (const [child, parent] of parents) if (parent === found[k]) found.push(child);
  }
  return found.slice(1);
}

/** Undefined for a process that is gone; a zombie counts as gone. */
function parentOf(pid: number): number | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name, in brackets, may hold anything.
    const [state, parent] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return state === 'Z' || state === 'X' ? undefined : Number(parent);
  } catch {
    return undefined;
  }
}

/** Those of the processes that are still there after a while. */
export async function left(pids: readonly number[], milliseconds = 8000): Promise<number[]> {
  const until = Date.now() + milliseconds;
  let there = pids.filter((pid) => parentOf(pid) !== undefined);
  while (there.length > 0 && Date.now() < until) {
    await sleep(50);
    there = pids.filter((pid) => parentOf(pid) !== undefined);
  }
  return there;
}
