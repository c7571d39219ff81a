import { open, rm } from 'node:fs/promises';
import { basename, extname, join } from 'node:path';
import { badRequest, PlainError } from '../contract/errors';
import { said } from '../contract/said';
import { type Archive, openArchive } from './archive';
import type { OpenDocument } from './document';
import { holdAll } from './held';
import type { StudioParts } from './parts';
import { readContents, readResults } from './project-contents';
import { MASK, type Project } from './project-file';

type Parts = Pick<StudioParts, 'engine' | 'documents' | 'runs' | 'pictures' | 'ending'>;

/** Whether a file begins like an archive; false if it can't be read. */
export async function isArchive(path: string): Promise<boolean> {
  const file = await open(path, 'r').catch(() => undefined);
  if (!file) return false;
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(4), 0, 4, 0);
    return bytesRead === 4 && buffer.readUInt32LE(0) === 0x04034b50;
  } catch {
    return false;
  } finally {
    await file.close();
  }
}

/** Opens a project: its photo with mask, repairs and results. Throws a PlainError if it is no project or damaged. */
export async function openProject(parts: Parts, path: string): Promise<OpenDocument> {
  let document: OpenDocument | undefined;
  try {
    const archive = await openArchive(path);
    try {
      const project = await readContents(path, archive);
      document = await openPhoto(parts, archive, project, path);
      if (project.hasMask) await readMask(parts, archive, document);
      await readResults(parts, archive, document, project);
      holdAll(document);
      return document;
    } finally {
      archive.close();
    }
  } catch (error) {
    if (document) await parts.documents.close(document);
    parts.ending.throwIfAborted();
    if (error instanceof PlainError) throw error;
    throw badRequest(said('noProject', { path }), error);
  }
}

/** Extracts the photo to a place where it survives a crash, and the closing of the project while a part of it is open. */
async function openPhoto(
  { documents, runs, ending }: Parts,
  archive: Archive,
  { name, photo, page, crops, repairs }: Project,
  project: string,
): Promise<OpenDocument> {
  const path = await runs.placePhoto(`photo${extname(basename(photo))}`);
  try {
    await archive.extract(photo, path, ending);
    return await documents.open({ name, path, page, crops, repairs, file: null, project });
  } catch (error) {
    await runs.releasePhoto(path);
    throw error;
  }
}

async function readMask(
  { engine, ending: signal }: Parts,
  archive: Archive,
  document: OpenDocument,
): Promise<void> {
  const png = join(document.folder, MASK);
  const rawPath = join(document.folder, 'mask.raw');
  try {
    await archive.extract(MASK, png, signal);
    const found = await engine.imaging.request('probePhoto', { path: png }, { signal });
    if (found.width !== document.raw.width || found.height !== document.raw.height) {
      throw new RangeError('the mask has another extent than the photo');
    }
    if (found.channels !== 1 || found.hasAlpha || found.depth !== 8) {
      throw new RangeError('the mask is not an 8-bit grey picture');
    }
    // Decoded as a photo, so that its soft edges are kept.
    const raw = await engine.imaging.request('decodePhoto', { path: png, rawPath }, { signal });
    const { tiles } = await engine.imaging.request('maskToTiles', { raw }, { signal });
    await document.mask.update(tiles);
  } finally {
    await rm(png, { force: true });
    await rm(rawPath, { force: true });
  }
}
