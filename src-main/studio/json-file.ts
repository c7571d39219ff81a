import { readFile, rename } from 'node:fs/promises';
import { failure, type PlainError } from '../contract/errors';
import { Mutex } from '../contract/mutex';
import { type Said, said } from '../contract/said';
import { z } from '../contract/schema';
import { errorCode } from '../imaging/open-file';
import { writeFileAtomically } from './atomic-file';

/** A value in a JSON file that survives a restart. */
export interface JsonFile<Value> {
  readonly value: Value;
  /** Replaces the value immediately and resolves when it is on disk. */
  set(value: Value): Promise<void>;
}

/**
 * Opens a JSON file. A file that isn't JSON or doesn't fit the schema is renamed to NAME.broken, `onBroken` is called, and
 * the fallback is used. A missing file isn't an error. One that can't be read isn't overwritten: the fallback is used, and
 * `set` rejects with a PlainError.
 */
export async function openJsonFile<Schema extends z.ZodType>(
  path: string,
  schema: Schema,
  fallback: z.output<Schema>,
  onBroken: (notice: Said) => void,
): Promise<JsonFile<z.output<Schema>>> {
  let value = fallback;
  let text: string | undefined;
  let unread: PlainError | undefined;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    const code = errorCode(error);
    if (code !== 'ENOENT') unread = failure(said('photoUnreadable', { path, code: code ?? 'EIO' }), error);
  }
  if (text !== undefined) {
    const parsed = z.safeParse<Schema>(schema, parseJson(text));
    if (parsed.success) value = parsed.data;
    else {
      const aside = `${path}.broken`;
      await rename(path, aside).catch(() => {});
      onBroken(said('setAside', { path, aside }));
    }
  }
  const writing = new Mutex();
  return {
    get value() {
      return value;
    },
    set: (next) => {
      value = next;
      if (unread) return Promise.reject(unread);
      // One after another, so that the last value remains; a failed write must not prevent the next.
      return writing.run(() => writeFileAtomically(path, JSON.stringify(value, null, 2)));
    },
  };
}

/** Undefined if the text isn't JSON; no schema accepts that. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
