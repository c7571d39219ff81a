import { createHash } from 'node:crypto';
import { posix } from 'node:path';
import type { OutputChoice, Rule } from './recipe-file';

/** Bytes of a name that file systems take, less what several samples and temporary files add. */
const LONGEST = 240;

const EXTENSIONS = { jpeg: '.jpg', png: '.png', tiff: '.tif', webp: '.webp', avif: '.avif' } as const;
/** Extensions of photos that can be written under their own. */
const WRITABLE = ['.jpg', '.jpeg', '.jpe', '.jfif', '.png', '.tif', '.tiff', '.webp', '.avif'];

/** Extension of a photo's result. */
export function resultExtension(photo: string, { format }: OutputChoice): string {
  if (format !== 'same') return EXTENSIONS[format];
  const own = posix.extname(photo);
  return WRITABLE.includes(own.toLowerCase()) ? own : EXTENSIONS.jpeg;
}

/**
 * Paths for a photo's result relative to the results' folder, best first: its own folder and the template's name; then
 * with the photo's extension in the name, then with numbers. Whoever takes the first that is free never has two photos
 * (a.png and a.tif, both to become JPEGs) write one file.
 */
export function* resultPaths(photo: string, { recipe, output }: Rule): Generator<string, never> {
  const folder = posix.dirname(photo);
  const own = posix.extname(photo);
  const extension = resultExtension(photo, output);
  const words: Readonly<Record<string, string>> = {
    name: posix.basename(photo, own),
    extension: own.slice(1),
    operator: recipe.operator.join('+'),
    seed: String(recipe.seed),
  };
  const stem = output.name.replace(/\{(\w+)\}/g, (all, word: string) => words[word] ?? all);
  const at = (name: string) => posix.join(folder, `${shortened(name, extension)}${extension}`);
  yield at(stem);
  const told = `${stem}-${own.slice(1).toLowerCase()}`;
  yield at(told);
  for (let number = 2; ; number++) yield at(`${told}-${number}`);
}

/** Paths that some file system takes for one: whatever the case, and however accents are composed. */
export function pathKey(path: string): string {
  return path.normalize('NFC').toLowerCase().normalize('NFC');
}

/** The files of a result: one, or one a sample. */
export function sampleFiles(path: string, samples: number): string[] {
  if (samples === 1) return [path];
  const extension = posix.extname(path);
  const stem = path.slice(0, path.length - extension.length);
  return Array.from({ length: samples }, (_, i) => `${stem}-${i + 1}${extension}`);
}

/** Names too long for a file system are cut, and told apart by their hash. */
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
