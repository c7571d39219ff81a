import { constants } from 'node:fs';
import { copyFile, link, mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from '../contract/schema';
import { type Result, resultSchema } from '../contract/window/results';
import { errorCode } from '../imaging/open-file';
import { PRIVATE_FOLDER } from '../imaging/private-files';
import { rawPictureSchema } from '../processes/job-schemas';
import { writeFileAtomically } from './atomic-file';
import { adoptLooks, isSameResult } from './chosen-looks';
import type { OpenDocument } from './document';
import type { StudioParts } from './parts';
import { filledSchema, type StoredResult } from './stored-result';

/** A result in the record of its document. Its samples are in a raw file beside it. */
const keptResultSchema = z.object({
  version: z.literal(1),
  result: resultSchema.omit({ picture: true, kernel: true }),
  raw: rawPictureSchema.omit({ path: true }),
  filled: filledSchema.optional(),
});
type KeptResult = z.output<typeof keptResultSchema>;

/** Keeps a result in the record, so that it survives a crash. Throws an error of the file system. */
export async function keepInRecord(document: OpenDocument, stored: StoredResult): Promise<void> {
  const { result, raw, filled } = stored;
  const { samples, description } = filesOf(document, result.id);
  await mkdir(folderOf(document), { recursive: true, mode: PRIVATE_FOLDER });
  try {
    await linkOrCopy(raw.path, samples);
    const kept: z.input<typeof keptResultSchema> = { version: 1, result, raw, filled };
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
    const present = [...document.results.values()].some(({ result }) => isSameResult(result, kept.result));
    if (present) await forgetInRecord(document, kept.result.id);
    else await recover(parts, document, kept, recovered).catch(() => {});
  }
  await adoptLooks(
    document,
    recovered.map((result) => ({ result })),
  );
}

async function recover(
  { pictures }: Pick<StudioParts, 'pictures'>,
  document: OpenDocument,
  { result: kept, raw: { ...raw }, filled }: KeptResult,
  recovered: Result[],
): Promise<void> {
  const folder = join(document.folder, 'results');
  await mkdir(folder, { recursive: true });
  const path = join(folder, `${kept.id}.raw`);
  await linkOrCopy(filesOf(document, kept.id).samples, path);
  const result = { ...kept, picture: await pictures.show({ ...raw, path }, document.record.kept.path) };
  document.results.set(kept.id, { result, raw: { ...raw, path }, filled });
  recovered.push(result);
}

async function readKept(path: string): Promise<KeptResult | undefined> {
  try {
    return keptResultSchema.parse(JSON.parse(await readFile(path, 'utf8')));
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
