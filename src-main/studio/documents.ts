import { mkdir, rm } from 'node:fs/promises';
import { basename, join, parse } from 'node:path';
import { badRequest } from '../contract/errors';
import { clamp, type Rectangle } from '../contract/geometry';
import { type OrientedTables, orientTables } from '../contract/jpeg-tables';
import { said } from '../contract/said';
import type { PhotoInfo } from '../imaging/photo-info';
import type { RawPicture } from '../imaging/raw-picture';
import type { Engine } from '../jobs/engine';
import { cutTiles } from './cut-tiles';
import type { OpenDocument } from './document';
import type { Files } from './files';
import { newId } from './ids';
import { type Crop, type Kept, keepDocument } from './kept-document';
import { createLivePictures } from './live-pictures';
import { openMaskStore } from './mask-store';
import { tablesOfPart } from './measurement';
import type { Pictures } from './pictures';

/** The source of a document. */
export type Source = Pick<Kept, 'path' | 'page' | 'crops' | 'file' | 'project'> & Partial<Kept>;

/** The open documents. */
export interface Documents {
  /**
   * Decodes a photo and opens it. `recordFolder` is the folder of an existing record; by default a new one is created.
   * Throws a PlainError if the photo can't be read; then nothing remains.
   */
  open(source: Source, recordFolder?: string): Promise<OpenDocument>;
  /** Opens a part of an open document as a new one, with its marks unless it is turned. */
  openPart(whole: OpenDocument, crop: Crop): Promise<OpenDocument>;
  /** Throws a PlainError if there is no such document. */
  find(id: string): OpenDocument;
  /** Forgets the document and all its files; its record too, unless it has unsaved work and `keepUnsaved` is set. */
  close(document: OpenDocument, options?: { readonly keepUnsaved: boolean }): Promise<void>;
  readonly all: readonly OpenDocument[];
}

export interface DocumentsOptions {
  readonly engine: Engine;
  readonly pictures: Pictures;
  readonly files: Files;
  /** Whether a dialog has chosen a project's path for writing. */
  isNamedProject(path: string): boolean;
  /** The folder of a new document's record. */
  recordFolder(id: string): string;
  /** Removes the file of a closed document if it is a project's photo and no recoverable work needs it. */
  releasePhoto(path: string): Promise<void>;
  /** Aborted when no more documents may be opened. */
  readonly ending: AbortSignal;
}

export function createDocuments({
  engine,
  pictures,
  files,
  isNamedProject,
  recordFolder,
  releasePhoto,
  ending,
}: DocumentsOptions): Documents {
  const open = new Map<string, OpenDocument>();
  /** The files of documents that are open or being opened, by the folders of these. */
  const used = new Map<string, string>();
  const partName = createPartNames();

  /** Opens what `decode` writes into the document's folder. */
  const add = async (
    source: Source,
    decode: (folder: string) => Promise<Decoded>,
    given?: string,
  ): Promise<OpenDocument> => {
    const id = newId();
    const folder = join(engine.workspace, id);
    used.set(folder, source.path);
    try {
      await mkdir(folder, { recursive: true });
      const decoded = await decode(folder);
      const picture = await pictures.show(decoded.raw, source.path);
      const record = keepDocument(given ?? recordFolder(id), {
        version: 1,
        name: source.name ?? basename(source.file ?? source.path),
        repairs: null,
        looks: {},
        unsaved: false,
        saved: new Date().toISOString(),
        ...source,
      });
      await record.change({});
      const document: OpenDocument = {
        id,
        folder,
        record,
        ...decoded,
        picture,
        mask: await openMaskStore(record.maskFolder, decoded.raw.width, decoded.raw.height),
        results: new Map(),
        held: { results: new Set(), marks: new Set() },
        chosenLooks: new Map(),
        looks: new Map(),
        live: createLivePictures(pictures),
        healings: new Map(),
        viewCentre: null,
        strokesBegun: 0,
        spreads: new Map(),
        proxy: null,
        file: source.file === null ? null : files.admit(source.file),
        project:
          source.project === null
            ? null
            : { ...files.admit(source.project), isNamed: isNamedProject(source.project) },
      };
      open.set(id, document);
      return document;
    } catch (error) {
      used.delete(folder);
      await rm(folder, { recursive: true, force: true });
      throw error;
    }
  };

  return {
    open: (source, recordFolder) =>
      add(source, (folder) => decodeFile(engine, source, join(folder, 'photo.raw'), ending), recordFolder),
    openPart: async (whole, crop) => {
      const { path, page, crops, name } = whole.record.kept;
      const source = { path, page, crops: [...crops, crop], file: null, project: null, name: partName(name) };
      const part = await add(source, (folder) => cutOut(engine, whole, crop, join(folder, 'photo.raw')));
      // The marks of a turned part would have to be resampled, so they stay with the whole.
      const marks = crop.angle === 0 ? cutTiles(whole.mask.tiles, placeCrop(whole, crop).area) : [];
      if (marks.length > 0) await part.mask.update(marks);
      return part;
    },
    find: (id) => {
      const document = open.get(id);
      if (!document) throw badRequest(said('photoClosed'));
      return document;
    },
    close: async (document, { keepUnsaved } = { keepUnsaved: false }) => {
      open.delete(document.id);
      await document.live.clear();
      const shown = [document.picture.id];
      for (const { id } of document.spreads.values()) shown.push(id);
      for (const { result } of document.results.values()) shown.push(result.picture.id);
      // A healed picture without strokes isn't among the results.
      for (const { picture } of document.healings.values()) shown.push(picture.id);
      for (const { picture } of document.looks.values()) shown.push(picture.id);
      for (const picture of shown) await pictures.drop(picture);
      await rm(document.folder, { recursive: true, force: true });
      if (!keepUnsaved || !document.record.kept.unsaved) await document.record.remove();
      used.delete(document.folder);
      const { path } = document.record.kept;
      // What is kept for the next start may need the photo, and so may a part that is being cut out.
      if (!keepUnsaved && ![...used.values()].includes(path)) await releasePhoto(path);
    },
    get all() {
      return [...open.values()];
    },
  };
}

interface Decoded {
  readonly info: PhotoInfo;
  readonly raw: RawPicture;
  readonly tables: OrientedTables | undefined;
}

function tablesOf(info: PhotoInfo): OrientedTables | undefined {
  return info.jpeg && orientTables(info.jpeg, info.orientation, info.storedWidth, info.storedHeight);
}

/** Decodes a file and applies the source's crops one after the other. */
async function decodeFile(
  engine: Engine,
  { path, page, crops }: Source,
  rawPath: string,
  signal: AbortSignal,
): Promise<Decoded> {
  const info = await engine.imaging.request('probePhoto', { path, page }, { signal });
  const raw = await engine.imaging.request('decodePhoto', { path, page, rawPath }, { signal });
  let part: Decoded = { info, raw, tables: tablesOf(info) };
  for (const [i, crop] of crops.entries()) {
    const whole = part;
    part = await cutOut(engine, whole, crop, `${rawPath}-${i}`);
    await rm(whole.raw.path, { force: true });
  }
  return part;
}

async function cutOut(engine: Engine, whole: Decoded, crop: Crop, rawPath: string): Promise<Decoded> {
  const { area, tables } = placeCrop(whole, crop);
  const cut = { raw: whole.raw, area, angle: crop.angle, rawPath };
  return { info: whole.info, raw: await engine.imaging.request('cropRaw', cut), tables };
}

/** A crop's area in whole pixels, and its JPEG tables; a turn resamples the picture, so it has none. */
function placeCrop({ raw, tables }: Decoded, { area, angle }: Crop) {
  const x = clamp(Math.round(area.x), 0, raw.width - 1);
  const y = clamp(Math.round(area.y), 0, raw.height - 1);
  const whole: Rectangle = {
    x,
    y,
    width: clamp(Math.round(area.width), 1, raw.width - x),
    height: clamp(Math.round(area.height), 1, raw.height - y),
  };
  return { area: whole, tables: angle === 0 && tables ? tablesOfPart(tables, x, y) : undefined };
}

/** Names for parts of photos: the photo's name with a number that no other part has. */
function createPartNames(): (whole: string) => string {
  const given = new Set<string>();
  return (whole) => {
    const { name, ext } = parse(whole);
    for (let number = 1; ; number++) {
      const part = `${name}-${number}${ext}`;
      if (given.has(part)) continue;
      given.add(part);
      return part;
    }
  };
}
