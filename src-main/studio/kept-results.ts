import { constants } from 'node:fs';
import { copyFile, link, mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from '../contract/schema';
import type { Result } from '../contract/window/results';
import { errorCode } from '../imaging/open-file';
import { PRIVATE_FOLDER } from '../imaging/private-files';
import { writeFileAtomically } from './atomic-file';
import { adoptLooks, isSameResult } from './chosen-looks';
import type { OpenDocument } from './document';
import type { StudioParts } from './parts';
import { type KeptResult, keptResultSchema, type StoredResult } from './stored-result';

/** A result of a run or a composition; those that were healed by hand are kept with their strokes. */
const keptFileSchema = keptResultSchema.extend({ version: z.literal(1) });

/** Keeps a result in the record, so that it survives a crash. Throws an error of the file system. */
export async function keepInRecord(document: OpenDocument, stored: StoredResult): Promise<void> {
  const { result, raw, filled } = stored;
  const { samples, description } = filesOf(document, result.id);
  await mkdir(folderOf(document), { recursive: true, mode: PRIVATE_FOLDER });
  try {
    await linkOrCopy(raw.path, samples);
    const kept: z.input<typeof keptFileSchema> = { version: 1, result, raw, filled };
    await writeFileAtomically(description, JSON.stringify(kept), { survives: 'crash' });
  } catch (error) {
    await rm(samples, { force: true });
    throw error;
  }
}

/** Removes a result from the record. */
export async function forgetInRecord(document: OpenDocument, id: string): Promise<void> {
  const { samples, description } = filesOf(document, id);
  await rm(description, { force: true });
  await rm(samples, { force: true });
}

/**
 * Recovers the results of a document's record, with their last looks. Those that its project has already provided stay as
 * they are. A result that can't be read any more is left out; marks and repairs are recovered anyway.
 */
export async function recoverKeptResults(
  parts: Pick<StudioParts, 'pictures'>,
  document: OpenDocument,
): Promise<void> {
  const found: KeptResult[] = [];
  for (const name of await readdir(folderOf(document)).catch(() => [])) {
    const kept = name.endsWith('.json') ? await readKept(join(folderOf(document), name)) : undefined;
    if (kept) found.push(kept);
  }
  found.sort((a, b) => a.result.made.localeCompare(b.result.made) || sampleOf(a) - sampleOf(b));
  const recovered: Result[] = [];
  for (const kept of found) {
    const { id } = kept.result;
    if ([...document.results.values()].some(({ result }) => isSameResult(result, kept.result))) {
      await forgetInRecord(document, id);
      continue;
    }
    const place = (path: string) => linkOrCopy(filesOf(document, id).samples, path);
    const stored = await readKeptResult(parts, document, kept, place).catch(() => undefined);
    if (!stored) continue;
    document.results.set(id, stored);
    recovered.push(stored.result);
  }
  await adoptLooks(
    document,
    recovered.map((result) => ({ result })),
  );
}

/**
 * A result of the record, ready to be added to the document. `place` puts its samples at a path; its errors are thrown.
 *
 * @param id the result's id in this document
 */
export async function readKeptResult(
  { pictures }: Pick<StudioParts, 'pictures'>,
  document: OpenDocument,
  { result, raw: extent, filled }: KeptResult,
  place: (path: string) => Promise<void>,
  id = result.id,
): Promise<StoredResult> {
  const folder = join(document.folder, 'results');
  await mkdir(folder, { recursive: true });
  const raw = { ...extent, path: join(folder, `${id}.raw`) };
  await place(raw.path);
  const picture = await pictures.show(raw, document.record.kept.path);
  return { raw, result: { ...result, id, picture }, filled };
}

async function readKept(path: string): Promise<KeptResult | undefined> {
  try {
    return keptFileSchema.parse(JSON.parse(await readFile(path, 'utf8')));
  } catch {
    return undefined;
  }
}

/** A run's samples are made at almost the same time. */
function sampleOf({ result }: KeptResult): number {
  return result.sample ?? 0;
}

/** A result's samples never change, so on one file system both names can be of the same file. */
async function linkOrCopy(from: string, to: string): Promise<void> {
  try {
    await link(from, to);
  } catch (error) {
    if (errorCode(error) === 'EEXIST') return;
    await copyFile(from, to, constants.COPYFILE_FICLONE);
  }
}

function folderOf({ record }: Pick<OpenDocument, 'record'>): string {
  return join(record.folder, 'results');
}

function filesOf(document: OpenDocument, id: string) {
  const folder = folderOf(document);
  return { samples: join(folder, `${id}.raw`), description: join(folder, `${id}.json`) };
}
