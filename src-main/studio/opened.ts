import type { OpenedDocument } from '../contract/window/documents';
import { describeDocument, type OpenDocument } from './document';

/** A document with its mask, results, looks and repairs, for the window. */
export function describeOpened(document: OpenDocument): OpenedDocument {
  return {
    document: describeDocument(document),
    mask: [...document.mask.tiles],
    results: [...document.results.values()].map(({ result }) => result),
    looks: Object.fromEntries(document.chosenLooks),
    repairs: document.record.kept.repairs,
  };
}
