import { mkdir, rm } from 'node:fs/promises';
import { extname, join } from 'node:path';
import type { FileRef } from '../contract/window/basics';
import { PLAIN_LOOK } from '../contract/window/results';
import { writeAtomically } from '../imaging/output';
import { type ArchivePart, writeArchive } from './archive';
import type { OpenDocument } from './document';
import { holdAll } from './held';
import { newId } from './ids';
import type { StudioParts } from './parts';
import { CONTENTS, MASK, projectText } from './project-file';
import { filledOf } from './run-start';
import type { StoredResult } from './stored-result';

/**
 * Writes photo, mask, repairs and results atomically to one file, `out`, which a dialog has chosen. Throws a PlainError
 * if it can't be written.
 */
export async function saveProject(
  { engine, files }: Pick<StudioParts, 'engine' | 'files'>,
  document: OpenDocument,
  out: string,
): Promise<FileRef> {
  const { record } = document;
  const { path, page, crops, name, repairs } = record.kept;
  const folder = join(document.folder, newId());
  await mkdir(folder, { recursive: true });
  try {
    const results = await writeResults(engine, document, folder);
    const mask = await writeMask(engine, document, folder);
    const entries = new Map(results.map(({ part, stored }) => [stored.result.id, part.name]));
    const photo = { name: `photo/photo${extensionOf(path)}`, path };
    const contents = projectText({
      name,
      photo: photo.name,
      page,
      crops,
      repairs,
      hasMask: mask.length > 0,
      results: results.map(({ part, stored }) => {
        const { id, picture: _, kernel: __, ...result } = stored.result;
        const filled = filledOf(document, stored);
        return {
          entry: part.name,
          result,
          look: document.chosenLooks.get(id) ?? PLAIN_LOOK,
          filled: { ...filled, start: entries.get(filled.start ?? '') ?? null },
        };
      }),
    });
    const parts = [photo, ...mask, ...results.map(({ part }) => part)];
    await writeAtomically(out, (temporary) =>
      writeArchive(temporary, { name: CONTENTS, content: contents }, parts),
    );
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  const file = files.admit(out);
  document.project = { ...file, isNamed: true };
  holdAll(document);
  await record.change({ project: out, unsaved: false });
  return file;
}

/** A photo's extension, if it is an ordinary one; its format is recognised by its contents anyway. */
function extensionOf(path: string): string {
  const extension = extname(path);
  return /^\.[A-Za-z0-9]{1,8}$/.test(extension) ? extension : '';
}

type Engine = StudioParts['engine'];

async function writeMask(
  engine: Engine,
  { mask, raw }: OpenDocument,
  folder: string,
): Promise<ArchivePart[]> {
  if (mask.tiles.length === 0) return [];
  const path = join(folder, MASK);
  const { width, height } = raw;
  await engine.imaging.request('saveMaskFile', { tiles: [...mask.tiles], width, height, path });
  return [{ name: MASK, path }];
}

/** Writes each result as a PNG of its samples, one after another, because encoding needs a picture in memory. */
async function writeResults(engine: Engine, document: OpenDocument, folder: string) {
  const written: { part: ArchivePart; stored: StoredResult }[] = [];
  for (const stored of document.results.values()) {
    const { raw, result } = stored;
    const path = join(folder, `${result.id}.png`);
    await engine.imaging.request('encodePhoto', {
      pages: [raw],
      source: document.record.kept.path,
      out: path,
      options: { format: 'png', metadata: 'remove' },
    });
    written.push({ part: { name: `results/${written.length + 1}.png`, path }, stored });
  }
  return written;
}
