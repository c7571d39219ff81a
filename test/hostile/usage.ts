import { readdirSync, readFileSync } from 'node:fs';
import { descendants } from './processes';

export interface Usage {
  /** Resident memory; what processes share counts for each of them. */
  readonly megabytes: number;
  /** Open files and sockets. */
  readonly handles: number;
  /** Files and folders in the folders that were named. */
  readonly files: number;
}

/** What a program and all its processes hold just now (Linux), and what lies in its folders. */
export function usageOf(pid: number, folders: readonly string[]): Usage {
  let [kilobytes, handles] = [0, 0];
  for (const one of [pid, ...descendants(pid)]) {
    kilobytes += Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${one}/status`, 'utf8'))?.[1] ?? 0);
    handles += readdirSync(`/proc/${one}/fd`).length;
  }
  const files = folders.reduce((sum, folder) => sum + readdirSync(folder, { recursive: true }).length, 0);
  return { megabytes: Math.round(kilobytes / 1024), handles, files };
}
