import { rm } from 'node:fs/promises';
import type { resultChannels } from '../../contract/window/results';
import { chooseLook, forgetLook } from '../chosen-looks';
import { dropHealing } from '../healing/begin-healing';
import { inTurn } from '../healing/patch-stroke';
import { forgetInRecord } from '../kept-results';
import { dropLooks, makeLook } from '../looks';
import { composeResults, dropSpreads, spreadResults } from '../mixing';
import type { StudioParts } from '../parts';
import { findResult } from '../results';
import type { SomeHandlers } from './some-handlers';

export function resultHandlers(parts: StudioParts): SomeHandlers<typeof resultChannels> {
  const { documents, pictures, jobs } = parts;
  return {
    removeResult: async ({ document: id, result }) => {
      const document = documents.find(id);
      if (document.healings.has(result)) {
        const strokes = jobs.all.filter((job) => job.document === id && job.kind === 'heal');
        for (const stroke of strokes) await jobs.cancel(stroke.id);
      }
      const stored = findResult(document, result);
      document.results.delete(result);
      await forgetInRecord(document, result);
      await forgetLook(document, stored.result);
      await dropLooks(parts, document, result);
      await dropSpreads(parts, document, result);
      await pictures.drop(stored.result.picture.id);
      await inTurn(document, () => dropHealing(parts, document, result));
      await rm(stored.raw.path, { force: true });
    },
    composeResults: async ({ document: id, base, over, tiles }) => {
      const document = documents.find(id);
      return composeResults(parts, document, findResult(document, base), findResult(document, over), tiles);
    },
    spread: async ({ document: id, results }) => {
      const document = documents.find(id);
      const stored = results.map((result) => findResult(document, result));
      return { picture: await spreadResults(parts, document, stored) };
    },
    applyLook: async ({ document: id, result, look }) => {
      const document = documents.find(id);
      const stored = findResult(document, result);
      const { picture } = await makeLook(parts, document, stored, look);
      await chooseLook(document, stored.result, look);
      return { picture };
    },
  };
}
