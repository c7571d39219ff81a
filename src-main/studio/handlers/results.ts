import { rm } from 'node:fs/promises';
import { badRequest } from '../../contract/errors';
import type { resultChannels } from '../../contract/window/results';
import { dropLooks, makeLook } from '../looks';
import type { StudioParts } from '../parts';
import { findResult } from '../results';
import type { SomeHandlers } from './some-handlers';

export function resultHandlers(parts: StudioParts): SomeHandlers<typeof resultChannels> {
  const { documents, pictures } = parts;
  return {
    removeResult: async ({ document: id, result }) => {
      const document = documents.find(id);
      const stored = findResult(document, result);
      document.results.delete(result);
      await dropLooks(parts, document, result);
      await pictures.drop(stored.result.picture.id);
      await rm(stored.raw.path, { force: true });
    },
    composeResults: async () => {
      throw badRequest('Composing results is not built yet.');
    },
    spread: async () => {
      throw badRequest('The spread is not built yet.');
    },
    applyLook: async ({ document: id, result, look }) => {
      const document = documents.find(id);
      const { picture } = await makeLook(parts, document, findResult(document, result), look);
      return { picture };
    },
  };
}
