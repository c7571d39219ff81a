import { isPlain, isSameLook, type Look, PLAIN_LOOK, type Result } from '../contract/window/results';
import type { OpenDocument } from './document';

type Key = Pick<Result, 'run' | 'sample' | 'made'>;

/** Whether two descriptions are of one result, whose id changes each time its project is opened. */
export function isSameResult(a: Key, b: Key): boolean {
  return keyOf(a) === keyOf(b);
}

/** Names a result in the record. */
function keyOf({ run, sample, made }: Key): string {
  return `${run} ${sample ?? 'composed'} ${made}`;
}

/** Keeps a result's look with the document and in its record; an equal look changes nothing. */
export async function chooseLook(document: OpenDocument, { id }: Result, look: Look): Promise<void> {
  const former = document.chosenLooks.get(id);
  if (isSameLook(former ?? PLAIN_LOOK, look)) return;
  setLook(document, id, look);
  document.held.results.delete(id);
  await keepLooks(document);
  await document.record.touch();
}

/** Forgets the look of a removed result. */
export async function forgetLook({ chosenLooks, record }: OpenDocument, result: Result): Promise<void> {
  if (!chosenLooks.delete(result.id)) return;
  const { [keyOf(result)]: _, ...looks } = record.kept.looks;
  await record.change({ looks });
}

/** Adopts the looks of results that were read from files; the record may have newer ones. */
export async function adoptLooks(
  document: OpenDocument,
  looks: readonly { readonly result: Result; readonly look?: Look }[],
): Promise<void> {
  const kept = document.record.kept.looks;
  for (const { result, look = PLAIN_LOOK } of looks)
    setLook(document, result.id, kept[keyOf(result)] ?? look);
  await keepLooks(document);
}

function setLook({ chosenLooks }: OpenDocument, id: string, look: Look): void {
  if (isPlain(look)) chosenLooks.delete(id);
  else chosenLooks.set(id, look);
}

/** Keeps plain looks too, because a project may have other ones, and the looks of results that aren't recovered yet. */
async function keepLooks({ chosenLooks, results, record }: OpenDocument): Promise<void> {
  const looks = Object.fromEntries(
    [...results.values()].map(({ result }) => [keyOf(result), chosenLooks.get(result.id) ?? PLAIN_LOOK]),
  );
  await record.change({ looks: { ...record.kept.looks, ...looks } });
}
