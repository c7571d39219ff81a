import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { diceOf } from './dice';
import type { Target } from './target';
import { Find } from './watched';

/** The folder for files that the program failed on. */
const FINDS = 'out/fuzz';

export interface Figures {
  files: number;
  read: number;
  refused: number;
  worstSeconds: number;
  worstMegabytes: number;
  /** Paths of finds, each with what happened. */
  readonly finds: string[];
}

/**
 * Makes files of a kind, one after another, and has the program read each. The same seed gives the same files.
 *
 * @param until says whether this number of files is enough
 */
export async function fuzz(
  target: Target,
  seed: number,
  folder: string,
  until: (files: number) => boolean,
): Promise<Figures> {
  const figures: Figures = { files: 0, read: 0, refused: 0, worstSeconds: 0, worstMegabytes: 0, finds: [] };
  for (let n = 0; !until(n); n++) {
    const bytes = await target.make(diceOf(seed, target.name, n));
    const name = `${target.name}-${seed}-${n}.${target.extension}`;
    const path = join(folder, name);
    await writeFile(path, bytes);
    figures.files++;
    try {
      const { kind, seconds, megabytes } = await target.read(path);
      figures[kind]++;
      figures.worstSeconds = Math.max(figures.worstSeconds, seconds);
      figures.worstMegabytes = Math.max(figures.worstMegabytes, megabytes);
    } catch (error) {
      if (!(error instanceof Find)) throw error;
      await mkdir(FINDS, { recursive: true });
      await writeFile(join(FINDS, name), bytes);
      figures.finds.push(`${join(FINDS, name)}: ${error.message}`);
    }
    await rm(path);
  }
  return figures;
}
