import { spawnSync } from 'node:child_process';
import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join, resolve } from 'node:path';

const SOURCE = 'test/hostile/faults/faults.c';
const LIBRARY = resolve('out/test/faults.so');

/** ENOSPC lasts, as a full disk does; EIO comes once; 'kill' ends the process there, before the call. */
export const FAULTS = ['full', 'broken', 'kill'] as const;
export type Fault = (typeof FAULTS)[number];

/** Their numbers in faults.c. */
const NUMBERS: Readonly<Record<Fault, number>> = { full: 28, broken: 5, kill: -1 };

/** A folder whose n-th call fails, for processes that were started with `env`. */
export interface FaultyFolder {
  readonly env: Readonly<Record<string, string>>;
  /** From now on calls are counted from 1, and the n-th fails in this way. */
  arm(fault: Fault, n: number): void;
  /** Ends the faults; returns the number of calls so far. */
  disarm(): number;
  close(): void;
}

/** Builds faults.c, where that can be; a reason where it can't. */
export function faultsMissing(): string | undefined {
  if (process.platform !== 'linux') return 'calls are counted by the loader of Linux';
  if (existsSync(LIBRARY) && statSync(LIBRARY).mtimeMs > statSync(SOURCE).mtimeMs) return undefined;
  mkdirSync('out/test', { recursive: true });
  const words = ['-shared', '-fPIC', '-O1', '-o', LIBRARY, SOURCE, '-ldl'];
  const { status, error, stderr } = spawnSync('gcc', words, { encoding: 'utf8' });
  return status === 0 ? undefined : `no C compiler (${error?.message ?? stderr})`;
}

/** @param control a new file outside of the folder */
export function faultyFolder(folder: string, control: string): FaultyFolder {
  writeFileSync(control, new Uint8Array(4096));
  const file = openSync(control, 'r+');
  // ExifTool keeps only the path of its environment, so a perl of ours on that path sets the rest.
  const bin = `${resolve(control)}.bin`;
  const env = {
    LD_PRELOAD: LIBRARY,
    DAGUERRE_FAULT_FOLDER: resolve(folder),
    DAGUERRE_FAULT_CONTROL: resolve(control),
  };
  mkdirSync(bin, { recursive: true });
  const told = Object.entries(env).map(([name, value]) => `${name}='${value}'`);
  writeFileSync(join(bin, 'perl'), `#!/bin/sh\nexec env ${told.join(' ')} /usr/bin/perl "$@"\n`, {
    mode: 0o755,
  });
  const write = (...words: number[]) =>
    writeSync(file, new Uint8Array(Int32Array.from(words).buffer), 0, 4 * words.length, 0);
  return {
    env: { ...env, PATH: `${bin}:${process.env['PATH']}` },
    arm: (fault, n) => {
      write(n, NUMBERS[fault], 0);
    },
    disarm: () => {
      const words = new Int32Array(3);
      readSync(file, words, 0, 12, 0);
      write(0, 0, 0);
      return words[2] ?? 0;
    },
    close: () => closeSync(file),
  };
}

/** The path of a control file for a folder. */
export function controlBeside(folder: string): string {
  return join(folder, '..', `${folder.split('/').at(-1)}.control`);
}
