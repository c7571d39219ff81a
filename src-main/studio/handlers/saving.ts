import type { savingChannels } from '../../contract/window/saving';
import type { StudioParts } from '../parts';
import { findResult } from '../results';
import { saveProject } from '../save-project';
import { saveResult } from '../saving';
import type { SomeHandlers } from './some-handlers';

export function savingHandlers(parts: StudioParts): SomeHandlers<typeof savingChannels> {
  const { documents, files, preferences } = parts;
  return {
    saveResult: async ({ document: id, result, file, ...request }) => {
      const document = documents.find(id);
      const out = files.path(file);
      return saveResult(parts, document, findResult(document, result), { ...request, out });
    },
    saveProject: async ({ document: id, file }) => {
      const out = files.path(file);
      const saved = await saveProject(parts, documents.find(id), out);
      if (files.isLasting(out)) await preferences.addRecent(out);
      return { file: saved };
    },
  };
}
