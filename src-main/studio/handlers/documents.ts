import { badRequest } from '../../contract/errors';
import { said } from '../../contract/said';
import type { documentChannels, OpenedDocument } from '../../contract/window/documents';
import { describeDocument, type OpenDocument } from '../document';
import { examplePath } from '../examples';
import { recoverStrokes } from '../healing/recover-strokes';
import { recoverKeptResults } from '../kept-results';
import { isArchive, openProject } from '../open-project';
import type { StudioParts } from '../parts';
import { recoverResults } from '../recover-results';
import type { SomeHandlers } from './some-handlers';

export function documentHandlers(parts: StudioParts): SomeHandlers<typeof documentChannels> {
  const { engine, documents, pictures, files, preferences, runs, jobs } = parts;
  const openPhoto = async (path: string, page: number) => {
    const file = files.isUpload(path) ? null : path;
    return documents.open({ path, page, crops: [], file, project: null });
  };
  return {
    openDocuments: async () => ({ documents: documents.all.map(describeOpened) }),
    openDocument: async ({ file, page = 0 }) => {
      const path = files.path(file);
      const document = (await isArchive(path)) ? await openProject(parts, path) : await openPhoto(path, page);
      if (!files.isUpload(path)) await preferences.addRecent(path);
      return describeOpened(document);
    },
    openExample: async ({ name }) => {
      const path = examplePath(parts.folders.examples, name);
      return describeOpened(await documents.open({ path, page: 0, crops: [], file: null, project: null }));
    },
    recoverDocument: async ({ recovered }) => {
      const found = runs.find(recovered);
      if (!found) throw badRequest(said('notRecovered'));
      const document = await documents.open(found.kept, found.folder);
      // Only now, so that the work can still be recovered after the user has put back a moved photo.
      runs.take(recovered);
      await recoverResults(parts, document);
      await recoverKeptResults(parts, document);
      await recoverStrokes(parts, document);
      return describeOpened(document);
    },
    discardRecovered: ({ recovered }) => runs.discard(recovered),
    closeDocument: async ({ document: id }) => {
      await jobs.cancelAll(id);
      await documents.close(documents.find(id));
    },
    suggest: ({ document: id }) => {
      const { raw, tables } = documents.find(id);
      return engine.imaging.request('analyse', { raw, ...(tables && { jpeg: tables.tables }) });
    },
    cropDocument: async ({ document: id, area, angle }) => {
      return describeOpened(await documents.openPart(documents.find(id), { area, angle }));
    },
    findPrints: ({ document: id }) => engine.imaging.request('findPrints', { raw: documents.find(id).raw }),
    readPixel: async ({ picture, x, y }) => {
      const { raw } = pictures.find(picture);
      return raw ? engine.imaging.request('pixelAt', { raw, x, y }) : { values: [] };
    },
    histogram: async ({ picture }) => {
      const { raw } = pictures.find(picture);
      return raw ? engine.imaging.request('histogram', { raw }) : { channels: [] };
    },
    rememberRepairs: async ({ document: id, repairs }) => {
      await documents.find(id).record.change({ repairs });
    },
  };
}

/** A document with its mask, results, looks and repairs, for the window. */
function describeOpened(document: OpenDocument): OpenedDocument {
  return {
    document: describeDocument(document),
    mask: [...document.mask.tiles],
    results: [...document.results.values()].map(({ result }) => result),
    looks: Object.fromEntries(document.chosenLooks),
    repairs: document.record.kept.repairs,
  };
}
