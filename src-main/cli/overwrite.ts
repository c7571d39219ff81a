import { lstat, stat } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import type { Command } from 'commander';
import { badRequest, PlainError } from '../contract/errors';
import { quoted, said } from '../contract/said';
import { RESULT_EXISTS } from './exit-statuses';
import type { Speech } from './speech';
import { wrongUsage } from './wrong-usage';

/** The options for results that exist. */
export interface OverwriteOptions {
  readonly overwrite?: boolean;
  /** False by --no-clobber. */
  readonly clobber: boolean;
}

/** The rule for existing files, the same in every command that writes files to given names. */
export const OVERWRITE_RULE = `
A result that exists is never replaced unasked: a terminal is asked, and a script says --overwrite or --no-clobber.
Without either it ends with status 4 before any work. The photo itself is never replaced.`;

export function addOverwriteOptions(command: Command): Command {
  return command
    .option('--overwrite', 'replace results that exist')
    .option('--no-clobber', 'leave results that exist as they are, and their photos alone');
}

/** A result exists and may not be replaced. */
export class OutputExists extends PlainError {
  readonly exitStatus = RESULT_EXISTS;

  constructor(words: string) {
    super(quoted(words), { badRequest: true });
  }
}

/** A file that would be read, and the files that would be written for it. */
export interface Writing {
  readonly photo: string;
  readonly outputs: readonly string[];
}

/** What may be written, and what isn't because it exists. */
export interface Permitted<Work> {
  readonly work: readonly Work[];
  readonly left: readonly { readonly work: Work; readonly output: string }[];
}

/**
 * Decides, before the work begins, which results may be written. Throws OutputExists if results exist and neither the
 * options nor a person at the terminal say what to do, and a PlainError (bad request) if a result would replace one of
 * the photos.
 */
export async function permitWriting<Work extends Writing>(
  all: readonly Work[],
  { overwrite, clobber }: OverwriteOptions,
  signal: AbortSignal,
): Promise<Permitted<Work>> {
  if (overwrite && !clobber) throw wrongUsage('Give --overwrite or --no-clobber, not both.');
  await refusePhotos(all);
  const existing = new Map<Work, string>();
  for (const work of all) {
    const output = await firstExisting(work.outputs);
    if (output !== undefined) existing.set(work, output);
  }
  if (overwrite || existing.size === 0) return { work: all, left: [] };
  const replaced = clobber ? await ask([...existing], signal) : new Set<Work>();
  return {
    work: all.filter((work) => !existing.has(work) || replaced.has(work)),
    left: [...existing].flatMap(([work, output]) => (replaced.has(work) ? [] : [{ work, output }])),
  };
}

/** Throws if an output is one of the photos under any name, because the photo might be replaced before it is read. */
async function refusePhotos(all: readonly Writing[]): Promise<void> {
  const photos = new Set<string>();
  for (const { photo } of all) photos.add((await identityOf(photo)) ?? photo);
  for (const path of all.flatMap(({ outputs }) => outputs)) {
    const identity = await identityOf(path);
    if (identity !== undefined && photos.has(identity)) throw badRequest(said('overOriginal', { path }));
  }
}

/** The same for all names of a file; undefined if there is none, or on a disk without such numbers. */
async function identityOf(path: string): Promise<string | undefined> {
  const found = await stat(path, { bigint: true }).catch(() => undefined);
  return found && found.ino !== 0n ? `${found.dev} ${found.ino}` : undefined;
}

/** A folder isn't a result; its name is refused when the result is written. */
async function firstExisting(paths: readonly string[]): Promise<string | undefined> {
  for (const path of paths) {
    const found = await lstat(path).catch(() => undefined);
    if (found && !found.isDirectory()) return path;
  }
  return undefined;
}

/** Asks which results may be replaced. Throws OutputExists if there is no terminal to ask. */
async function ask<Work>(
  existing: readonly (readonly [Work, string])[],
  signal: AbortSignal,
): Promise<Set<Work>> {
  if (!process.stdin.isTTY || !process.stderr.isTTY) throw existsError(existing.map(([, path]) => path));
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  // Without this the terminal would handle Ctrl-C by itself and end the question alone.
  terminal.on('SIGINT', () => process.kill(process.pid, 'SIGINT'));
  signal.addEventListener('abort', () => terminal.close(), { once: true });
  const answers = terminal[Symbol.asyncIterator]();
  const replaced = new Set<Work>();
  for (const [index, [work, path]] of existing.entries()) {
    const others = existing.length - index - 1;
    const all = others > 0 ? `, or a for this and ${others} more` : '';
    terminal.setPrompt(`${path} exists. Replace it? (y or n${all}) `);
    terminal.prompt();
    const { value, done } = await answers.next();
    signal.throwIfAborted();
    // If the input ends without an answer, the answer is no.
    if (done) break;
    if (/^\s*a/i.test(value) && others > 0) {
      for (const [rest] of existing.slice(index)) replaced.add(rest);
      break;
    }
    if (/^\s*y/i.test(value)) replaced.add(work);
  }
  terminal.close();
  return replaced;
}

function existsError([first, ...others]: readonly string[]): OutputExists {
  if (others.length === 0)
    return new OutputExists(`${first} exists; say --overwrite to replace it, or give another name.`);
  return new OutputExists(
    `${first} and ${others.length} other ${others.length === 1 ? 'result exists' : 'results exist'}; say --overwrite to replace them, or --no-clobber to leave them.`,
  );
}

/**
 * Reports the photos that weren't restored because their results exist, and sets the exit status unless --no-clobber
 * asked for that.
 */
export function tellLeft(
  left: Permitted<Writing & { readonly name?: string }>['left'],
  { clobber, json }: OverwriteOptions & { readonly json?: boolean },
  speech: Speech,
): void {
  for (const { work, output } of left) {
    const photo = work.name ?? work.photo;
    if (json) process.stdout.write(`${JSON.stringify({ photo, skipped: `${output} exists` })}\n`);
    else speech.note(`${output} exists and was left as it is.`);
  }
  if (clobber && left.length > 0) process.exitCode = RESULT_EXISTS;
}
