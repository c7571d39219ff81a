import { readFile, rename } from 'node:fs/promises';
import { type Said, said } from '../contract/said';
import { z } from '../contract/schema';
import { writeFileAtomically } from './atomic-file';

/** A value that lives in a JSON file and survives a restart. */
export interface JsonFile<Value> {
  readonly value: Value;
  /** Replaces the value at once and resolves when it is on disk. */
  set(value: Value): Promise<void>;
}

/**
 * Opens a JSON file. A file that can't be read or doesn't fit the schema is set aside as NAME.broken, `onBroken` is
 * told, and the fallback is used; a file that isn't there is no trouble.
 */
export async function openJsonFile<Schema extends z.ZodType>(
  path: string,
  schema: Schema,
  fallback: z.output<Schema>,
  onBroken: (notice: Said) => void,
): Promise<JsonFile<z.output<Schema>>> {
  let value = fallback;
  let text: string | undefined;
  try {
    text = await readFile(path, 'utf8');
  } catch {
    text = undefined;
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
  let writing = Promise.resolve();
  return {
    get value() {
      return value;
    },
    set: (next) => {
      value = next;
      // One after another, so that the last one stays; a failed write must not hold up the next.
      writing = writing.catch(() => {}).then(() => writeFileAtomically(path, JSON.stringify(value, null, 2)));
      return writing;
    },
  };
}

/** Undefined for what is no JSON: no schema takes that. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
