import type { OpenDocument } from './document';
import type { Filled, StoredResult } from './stored-result';

const NOTHING: Filled = { marks: [], strokes: [], start: null };

/** The tiles that are filled in a result now; none if that isn't known, as in projects of earlier versions. */
export function filledOf(document: Pick<OpenDocument, 'healings'>, { result, filled }: StoredResult): Filled {
  const healing = document.healings.get(result.id);
  if (!healing) return filled ?? NOTHING;
  const { base, done } = healing;
  const before = (base && (base.result.id === result.id ? base.filled : filledOf(document, base))) ?? NOTHING;
  return { ...before, strokes: [...before.strokes, ...done.flatMap(({ tiles }) => tiles)] };
}
