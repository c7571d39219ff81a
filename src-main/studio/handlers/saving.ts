import { badRequest } from '../../contract/errors';
import type { savingChannels } from '../../contract/window/saving';
import type { StudioParts } from '../parts';
import { findResult } from '../results';
import { saveResult } from '../saving';
import type { SomeHandlers } from './some-handlers';

export function savingHandlers(parts: StudioParts): SomeHandlers<typeof savingChannels> {
  const { documents, files } = parts;
  return {
    saveResult: async ({ document: id, result, file, ...request }) => {
      const document = documents.find(id);
      const out = files.path(file);
      return saveResult(parts, document, findResult(document, result), { ...request, out });
    },
    saveProject: async () => {
      throw badRequest('Saving projects is not built yet.');
    },
  };
}
