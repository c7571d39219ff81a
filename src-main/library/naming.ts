import { createHash } from 'node:crypto';
import { posix } from 'node:path';
import type { Rule } from '../contract/batch';
import { extensionOf, resultFormatOf } from '../contract/photo-files';
import type { ResultSettings } from '../contract/result-settings';

/** Most bytes of a name on common file systems, minus what sample numbers and temporary files add. */
const LONGEST = 240;

/** The extension of a photo's result. */
export function resultExtension(photo: string, { format }: Pick<ResultSettings, 'format'>): string {
  if (format !== 'same') return extensionOf(format);
  const own = posix.extname(photo);
  return resultFormatOf(own) ? own : extensionOf('jpeg');
}

/**
 * Yields possible paths for a photo's result, relative to the results' folder, best first: the photo's folder with the
 * template's name, then with the photo's extension added to the name, then with numbers. Taking the first free path
 * keeps two photos (a.png and a.tif, both saved as JPEG) from writing one file.
 */
export function* resultPaths(photo: string, { recipe, result }: Rule): Generator<string, never> {
  const folder = posix.dirname(photo);
  const own = posix.extname(photo);
  const extension = resultExtension(photo, result);
  const words: Readonly<Record<string, string>> = {
    name: posix.basename(photo, own),
    extension: own.slice(1),
    operator: recipe.operator.join('+'),
    seed: String(recipe.seed),
  };
  const stem = result.name.replace(/\{(\w+)\}/g, (all, word: string) => words[word] ?? all);
  const at = (name: string) => posix.join(folder, `${shortened(name, extension)}${extension}`);
  yield at(stem);
  const told = `${stem}-${own.slice(1).toLowerCase()}`;
  yield at(told);
  for (let number = 2; ; number++) yield at(`${told}-${number}`);
}

/**
 * A key that is equal for paths that some file system treats as one: it ignores case and the composition of accents.
 */
export function pathKey(path: string): string {
  return path.normalize('NFC').toLowerCase().normalize('NFC');
}

/** The files of a result: one, or one per sample. */
export function sampleFiles(path: string, samples: number): string[] {
  if (samples === 1) return [path];
  const extension = posix.extname(path);
  const stem = path.slice(0, path.length - extension.length);
  return Array.from({ length: samples }, (_, i) => `${stem}-${i + 1}${extension}`);
}

/** Cuts a name that is too long for a file system, and adds a hash to keep it unique. */
function shortened(name: string, extension: string): string {
  const room = LONGEST - Buffer.byteLength(extension);
  if (Buffer.byteLength(name) <= room) return name;
  const mark = `~${createHash('sha256').update(name).digest('hex').slice(0, 8)}`;
  let kept = '';
  for (const character of name) {
    if (Buffer.byteLength(kept + character + mark) > room) break;
    kept += character;
  }
  return kept + mark;
}
