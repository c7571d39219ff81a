import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'vitest';
import { PlainError } from '../../../src-main/contract/errors';
import { controlBeside, type Fault, faultyFolder } from './faults';

/** Something that the program writes into a folder: from an old state to a new one. */
export interface Writing {
  /** Makes the folder's old state, without faults. */
  prepare(folder: string): Promise<void>;
  /** Writes the new state, in a separate process. */
  write(folder: string): Promise<void>;
  /** Describes the folder's state, in this process and without faults. By default its names and contents. */
  read?(folder: string): Promise<string>;
  /** It may fail without a word. */
  readonly isQuiet?: boolean;
}

/** Processes that are started with an environment, and ended. */
export interface Writer {
  begin(env: Readonly<Record<string, string>>): void;
  end(): Promise<void>;
}

/** Names and contents of all that isn't unfinished. */
export async function shown(folder: string): Promise<string> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const words: string[] = [];
  for (const file of files.sort()) {
    if (/\.daguerre-/.test(file)) continue;
    const sum = createHash('sha256')
      .update(await readFile(file))
      .digest('hex')
      .slice(0, 12);
    words.push(`${file.slice(folder.length + 1)} ${sum}`);
  }
  return words.join('\n');
}

/** How many unfinished files are there. */
async function unfinished(folder: string): Promise<string[]> {
  return (await readdir(folder, { recursive: true })).filter((name) => /\.daguerre-|\.tmp/.test(name));
}

/**
 * Lets each call of a writing fail in turn: afterwards there is the old state or the new one, the new one where the
 * writing said that it had succeeded, and nothing is left that the next start doesn't remove. Returns how many calls.
 */
export async function failEveryCall(
  folder: string,
  fault: Fault,
  [writer, writing]: readonly [Writer, Writing],
): Promise<number> {
  const { prepare, write, read = shown, isQuiet = false } = writing;
  await mkdir(folder, { recursive: true });
  const faulty = faultyFolder(folder, controlBeside(folder));
  const anew = async () => {
    await rm(folder, { recursive: true, force: true });
    await mkdir(folder, { recursive: true });
    await prepare(folder);
  };
  writer.begin(faulty.env);
  try {
    await anew();
    const before = await read(folder);
    await write(folder);
    const after = await read(folder);
    expect(after).not.toBe(before);
    for (let n = 1; ; n++) {
      await anew();
      faulty.arm(fault, n);
      const error: unknown = await write(folder).then(
        () => undefined,
        (reason: unknown) => reason,
      );
      const calls = faulty.disarm();
      const where = `${fault} at call ${n} of ${calls}`;
      const left = await unfinished(folder);
      const now = await read(folder);
      expect([before, after], where).toContain(now);
      if (error === undefined && (!isQuiet || calls < n)) expect(now, where).toBe(after);
      else if (error === undefined) expect(isQuiet).toBe(true);
      else if (!(error instanceof PlainError) || error.said.key === 'inside')
        throw new Error(where, { cause: error });
      if (left.length > 0) {
        // A process that was killed, or couldn't remove its file, leaves that to the next start.
        expect(left.length, where).toBeLessThan(3);
        // A killed process starts again by itself.
        if (fault !== 'kill') await restart(writer, faulty.env);
        await write(folder);
        expect(await unfinished(folder), where).toEqual([]);
        expect(await read(folder), where).toBe(after);
      }
      if (calls < n) return calls;
    }
  } finally {
    faulty.close();
    await writer.end();
  }
}

async function restart(writer: Writer, env: Readonly<Record<string, string>>): Promise<void> {
  await writer.end();
  writer.begin(env);
}
