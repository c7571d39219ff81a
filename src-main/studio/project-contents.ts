import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { badRequest } from '../contract/errors';
import { enlargementOf } from '../contract/recipe-facts';
import { said } from '../contract/said';
import type { Result } from '../contract/window/results';
import { requireRoom } from '../imaging/free-room';
import type { RawPicture } from '../imaging/raw-picture';
import type { Archive } from './archive';
import { adoptLooks } from './chosen-looks';
import type { OpenDocument } from './document';
import { newId } from './ids';
import type { StudioParts } from './parts';
import { anyProjectSchema, CONTENTS, type Project, projectSchema, VERSION } from './project-file';

/** Limit of the table of contents; repairs with hundreds of settings take a few kilobytes. */
const MAX_CONTENTS = 16 * 2 ** 20;

/** A project's table of contents. Throws a PlainError for a later version, and another error if it is invalid. */
export async function readContents(path: string, archive: Archive): Promise<Project> {
  const json: unknown = JSON.parse(await archive.readText(CONTENTS, MAX_CONTENTS));
  const parsed = projectSchema.safeParse(json);
  if (parsed.success) return parsed.data;
  const any = anyProjectSchema.safeParse(json);
  if (any.success && any.data.version > VERSION) {
    throw badRequest(said('laterProject', { path }));
  }
  throw parsed.error;
}

type Parts = Pick<StudioParts, 'engine' | 'pictures' | 'ending'>;

/** Adds a project's results to the document, with their looks. */
export async function readResults(
  parts: Parts,
  archive: Archive,
  document: OpenDocument,
  { results }: Project,
): Promise<void> {
  const looks = [];
  const bytes = results.reduce(
    (sum, { result }) => sum + bytesOf(document.raw, enlargementOf(result.recipe)),
    0,
  );
  await requireRoom(document.folder, bytes, document.record.kept.name);
  const ids = new Map<string, string>();
  for (const stored of results) {
    const result = await readResult(parts, archive, document, stored);
    looks.push({ result, look: stored.look });
    ids.set(stored.entry, result.id);
  }
  for (const { entry, filled } of results) {
    const stored = document.results.get(ids.get(entry) ?? '');
    if (!stored || !filled) continue;
    const start = ids.get(filled.start ?? '') ?? null;
    document.results.set(stored.result.id, { ...stored, filled: { ...filled, start } });
  }
  await adoptLooks(document, looks);
}

async function readResult(
  { engine, pictures, ending: signal }: Parts,
  archive: Archive,
  document: OpenDocument,
  { entry, result: kept }: Project['results'][number],
): Promise<Result> {
  const id = newId();
  const folder = join(document.folder, 'results');
  await mkdir(folder, { recursive: true });
  const png = join(folder, `${id}.png`);
  try {
    await archive.extract(entry, png, signal);
    const found = await engine.imaging.request('probePhoto', { path: png }, { signal });
    const scale = enlargementOf(kept.recipe);
    if (found.width !== scale * document.raw.width || found.height !== scale * document.raw.height) {
      throw new RangeError(`${entry} is of ${found.width} x ${found.height} pixels`);
    }
    const request = { path: png, rawPath: join(folder, `${id}.raw`) };
    const raw = await engine.imaging.request('decodePhoto', request, { signal });
    const result = { ...kept, id, picture: await pictures.show(raw, document.record.kept.path) };
    document.results.set(id, { raw, result });
    return result;
  } finally {
    await rm(png, { force: true });
  }
}

/** Bytes of a result: its samples, and its display pyramid with four channels. */
function bytesOf({ width, height, channels, depth }: RawPicture, scale: number): number {
  const bytesPerPixel = (Math.max(3, channels) * depth) / 8 + 6;
  return width * height * scale ** 2 * bytesPerPixel;
}
