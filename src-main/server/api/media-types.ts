import { extname } from 'node:path';
import { formatOf, type ResultFormat } from '../../contract/photo-files';
import { Refusal } from './refusal';

/** The formats of results by their media type. */
export const FORMATS = {
  'image/jpeg': 'jpeg',
  'image/png': 'png',
  'image/tiff': 'tiff',
  'image/webp': 'webp',
  'image/avif': 'avif',
} as const satisfies Readonly<Record<string, ResultFormat>>;

/** What a client accepts: JSON, a picture in a format, or a picture in the recipe's format ('any'). */
export type Wanted = 'json' | 'any' | ResultFormat;

/**
 * Reads an Accept header: the first type that can be sent. Throws a Refusal (406) if it names none.
 *
 * @param formats that pictures can have here
 */
export function wantedOf(
  accept: string | undefined,
  formats: readonly string[] = Object.keys(FORMATS),
): Wanted {
  const types = (accept ?? '*/*').split(',').map((part) => part.split(';')[0]?.trim().toLowerCase() ?? '');
  for (const type of types) {
    if (type === 'application/json') return 'json';
    if (type === '*/*' || type === 'image/*') return 'any';
    const found = Object.entries(FORMATS).find(([name]) => name === type && formats.includes(name));
    if (found) return found[1];
  }
  throw new Refusal(
    406,
    `The answer can be ${[...formats, 'application/json'].join(', ')}; accept one of them.`,
  );
}

/** The media type of a result by its file name. */
export function typeOf(path: string): string {
  const format = formatOf(extname(path));
  return Object.entries(FORMATS).find(([, own]) => own === format)?.[0] ?? 'image/jpeg';
}
