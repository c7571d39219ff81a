import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';
import { descendants } from './processes';

export interface Usage {
  /** Resident memory; what processes share counts for each of them. */
  readonly megabytes: number;
  /** Open files and sockets, without those of `kept`. */
  readonly handles: number;
  /** Handles of deleted pictures: under Electron an imaging process keeps them until it is replaced. */
  readonly kept: number;
  /** Files and folders in the folders that were named. */
  readonly files: number;
}

/** What a program and all its processes hold just now (Linux), and what lies in its folders. */
export function usageOf(pid: number, folders: readonly string[]): Usage {
  let [kilobytes, handles, kept] = [0, 0, 0];
  for (const one of [pid, ...descendants(pid)]) {
    kilobytes += residentKilobytes(one);
    for (const file of openFiles(one)) {
      if (file.endsWith('.v (deleted)')) kept++;
      else handles++;
    }
  }
  const files = folders.reduce((sum, folder) => sum + readdirSync(folder, { recursive: true }).length, 0);
  return { megabytes: Math.round(kilobytes / 1024), handles, kept, files };
}

/** 0 for a process that is gone. */
export function residentKilobytes(pid: number): number {
  return Number(
    /VmRSS:\s+(\d+)/.exec(ifThere(() => readFileSync(`/proc/${pid}/status`, 'utf8'), ''))?.[1] ?? 0,
  );
}

/** What the handles of a process lead to; '' for one that was closed meanwhile. None for a process that is gone. */
export function openFiles(pid: number): string[] {
  const folder = `/proc/${pid}/fd`;
  const handles = ifThere(() => readdirSync(folder), []);
  return handles.map((handle) => ifThere(() => readlinkSync(join(folder, handle)), ''));
}

function ifThere<T>(read: () => T, otherwise: T): T {
  try {
    return read();
  } catch {
    return otherwise;
  }
}
