import { isPlain, isSameLook, type Look, PLAIN_LOOK, type Result } from '../contract/window/results';
import type { OpenDocument } from './document';

/** Names a result in the record, because its id changes each time its project is opened. */
function keyOf({ run, sample, made }: Pick<Result, 'run' | 'sample' | 'made'>): string {
  return `${run} ${sample ?? 'composed'} ${made}`;
}

/** Keeps a result's look with the document and in its record; an equal look changes nothing. */
export async function chooseLook(document: OpenDocument, { id }: Result, look: Look): Promise<void> {
  const former = document.chosenLooks.get(id);
  if (isSameLook(former ?? PLAIN_LOOK, look)) return;
  setLook(document, id, look);
  document.held.results.delete(id);
  await keepLooks(document);
  // Only the results of a project survive a crash, so without a project no look has to survive.
  if (document.record.kept.project !== null) await document.record.touch();
}

/** Forgets the look of a removed result. */
export async function forgetLook(document: OpenDocument, { id }: Result): Promise<void> {
  if (document.chosenLooks.delete(id)) await keepLooks(document);
}

/** Adopts the looks of a project's results, unless the record has a newer one. */
export async function adoptLooks(
  document: OpenDocument,
  looks: readonly { readonly result: Result; readonly look: Look }[],
): Promise<void> {
  const kept = document.record.kept.looks;
  for (const { result, look } of looks) setLook(document, result.id, kept[keyOf(result)] ?? look);
  await keepLooks(document);
}

function setLook({ chosenLooks }: OpenDocument, id: string, look: Look): void {
  if (isPlain(look)) chosenLooks.delete(id);
  else chosenLooks.set(id, look);
}

/** Keeps plain looks too, because a project may have other ones. */
async function keepLooks({ chosenLooks, results, record }: OpenDocument): Promise<void> {
  const looks = Object.fromEntries(
    [...results.values()].map(({ result }) => [keyOf(result), chosenLooks.get(result.id) ?? PLAIN_LOOK]),
  );
  await record.change({ looks });
}
