import { badRequest } from '../../contract/errors';
import { said } from '../../contract/said';
import type { savingChannels } from '../../contract/window/saving';
import { checkExtension } from '../../imaging/output';
import type { OpenDocument } from '../document';
import { refusePhotos } from '../own-files';
import type { StudioParts } from '../parts';
import { findResult } from '../results';
import { saveProject } from '../save-project';
import { saveResult } from '../saving';
import type { SomeHandlers } from './some-handlers';

export function savingHandlers(parts: StudioParts): SomeHandlers<typeof savingChannels> {
  const { documents, files, preferences } = parts;
  return {
    saveResult: async ({ document: id, result, target, ...request }) => {
      const document = documents.find(id);
      const out = files.takeTarget(target);
      const others = documents.all.filter((other) => other !== document);
      await refusePhotos(others, out);
      return saveResult(parts, document, findResult(document, result), { ...request, out });
    },
    saveProject: async ({ document: id, target }) => {
      const document = documents.find(id);
      const out = target === null ? namedPath(document) : files.takeTarget(target);
      checkExtension(out, '.daguerre');
      await refusePhotos(documents.all, out);
      const file = await saveProject(parts, document, out);
      if (!files.isUpload(out)) {
        await preferences.nameProject(out);
        await preferences.addRecent(out);
      }
      return { file };
    },
  };
}

/** The path of a document's project, if a dialog has chosen it for writing; a project that was only opened is only read. */
function namedPath({ project, record }: OpenDocument): string {
  const path = record.kept.project;
  if (path === null || !project?.isNamed) throw badRequest(said('fileUnknown'));
  return path;
}
