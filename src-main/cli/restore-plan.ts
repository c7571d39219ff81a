import { join, sep } from 'node:path';
import type { Rule } from '../contract/batch';
import { LeftAlone } from '../jobs/find-damage';
import { pathKey, resultExtension, resultPaths, sampleFiles } from '../library/naming';
import type { RuleFor } from '../library/recipe-file';
import type { LeftOut } from '../library/scan';
import { type GivenPhoto, listGiven } from './given-photos';
import { type OutputPlace, PIPE, placeOf } from './output-place';
import { readStdin, requirePipe, STDIN } from './pipes';
import { wrongUsage } from './wrong-usage';

/** A photo to restore, and its results. */
export interface PlannedPhoto extends Rule {
  /** The file that is read. */
  readonly photo: string;
  /** What it is called: its path, or "standard input". */
  readonly name: string;
  /** One file per sample. */
  readonly outputs: readonly string[];
  /** Whether the only output is a working file that goes to standard output. */
  readonly toStdout: boolean;
}

export interface RestorePlan {
  readonly photos: readonly PlannedPhoto[];
  readonly place: OutputPlace;
  /** Files of the given folders that aren't read. */
  readonly leftOut: readonly LeftOut[];
}

/**
 * Plans what is read and written. Nothing is written except the content of standard input, to the folder `pipes`.
 * Results in a folder are named like those of a batch. Throws a PlainError (bad request) if the arguments make no sense
 * together.
 */
export async function planRestoration(
  given: readonly string[],
  output: string,
  ruleFor: RuleFor,
  pipes: string,
  signal: AbortSignal,
): Promise<RestorePlan> {
  const place = await placeOf(output, given);
  if (place.kind === 'stdout') requirePipe();
  const results = place.kind === 'folder' ? place.path : undefined;
  const listed = await listGiven(
    given.filter((path) => path !== PIPE),
    results,
    signal,
  );
  const found: Named[] = listed.photos.map((photo) => ({ ...photo, name: photo.path }));
  if (given.includes(PIPE)) found.push(await fromPipe(pipes, signal));
  if (found.length === 0) throw wrongUsage(`There are no photos in ${given.join(', ')}.`);
  const taken = new Set<string>();
  const photos = found.map((photo) => {
    const rule = ruleFor(photo.relative);
    const outputs = outputsOf(photo, rule, place, pipes, taken);
    return {
      photo: photo.path,
      name: photo.name,
      ...rule,
      outputs,
      toStdout: place.kind === 'stdout',
    };
  });
  return { photos, place, leftOut: listed.leftOut };
}

/**
 * Whether an error about a photo ends the command: the only photo failed, or it was left alone and its result was asked
 * for by name or on standard output. In a folder a photo that was left alone is skipped.
 */
export function endsCommand(error: unknown, { photos, place }: RestorePlan): boolean {
  return photos.length === 1 && !(place.kind === 'folder' && error instanceof LeftAlone);
}

interface Named extends GivenPhoto {
  readonly name: string;
}

async function fromPipe(folder: string, signal: AbortSignal): Promise<Named> {
  const { path, extension } = await readStdin(folder, signal);
  return { path, relative: `stdin${extension}`, name: STDIN };
}

function outputsOf(
  { relative }: Named,
  rule: Rule,
  place: OutputPlace,
  pipes: string,
  taken: Set<string>,
): string[] {
  const { samples } = rule.recipe;
  if (place.kind === 'folder') {
    const path = freePath(relative, rule, taken);
    return sampleFiles(path, samples).map((file) => inFolder(place.path, file));
  }
  if (place.kind === 'file') return sampleFiles(place.path, samples);
  if (samples > 1) throw wrongUsage('Standard output takes one picture, so --samples must be 1.');
  return [join(pipes, `stdout${resultExtension(relative, rule.result)}`)];
}

/** The first path of a result that no other photo of this run has. */
function freePath(relative: string, rule: Rule, taken: Set<string>): string {
  for (const path of resultPaths(relative, rule)) {
    const keys = sampleFiles(path, rule.recipe.samples).map(pathKey);
    if (keys.some((key) => taken.has(key))) continue;
    for (const key of keys) taken.add(key);
    return path;
  }
  throw new RangeError('paths never end');
}

/** Joins them as typed, so that messages and reports show `out/a.jpg`. */
function inFolder(folder: string, file: string): string {
  return /[/\\]$/.test(folder) ? folder + file : `${folder}${sep}${file}`;
}
