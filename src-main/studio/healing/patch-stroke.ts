import { Mutex } from '../../contract/mutex';
import type { Result } from '../../contract/window/results';
import type { RawPicture } from '../../imaging/raw-picture';
import type { OpenDocument } from '../document';
import { dropLooks } from '../looks';
import type { StudioParts } from '../parts';
import { type HealedStroke, type Healing, resultOf } from './healing';
import { keepStrokes } from './keep-strokes';

type Parts = Pick<StudioParts, 'pictures' | 'events'>;

/** Each document's healed pictures are changed one at a time. */
const turns = new WeakMap<OpenDocument, Mutex>();

/** Runs the work after all earlier work on the document's healed pictures. */
export function inTurn<Value>(document: OpenDocument, work: () => Promise<Value>): Promise<Value> {
  const mine = turns.get(document) ?? new Mutex();
  turns.set(document, mine);
  return mine.run(work);
}

/** Writes a stroke's box, before or after healing, into its picture; `keepBefore` keeps the previous samples, the first time. */
export async function patchStroke(
  { pictures }: Parts,
  document: OpenDocument,
  healing: Healing,
  stroke: HealedStroke,
  patch: RawPicture,
  keepBefore = false,
): Promise<void> {
  const { box } = stroke.area;
  const { scale, changedPixels } = healing;
  const { picture, changed } = await pictures.patch(healing.picture.id, {
    profileFrom: document.record.kept.path,
    patch,
    x: box.x * scale,
    y: box.y * scale,
    ...(keepBefore && { before: stroke.before.path }),
    ...(changedPixels !== null && { photo: document.raw }),
  });
  healing.picture = picture;
  if (changedPixels !== null) healing.changedPixels = changedPixels + changed;
}

/** Puts a healed picture among the results, keeps it for after a crash, and tells the window. */
export async function tellHealed(
  parts: Parts,
  document: OpenDocument,
  healing: Healing,
  stroke: string,
): Promise<void> {
  const { id, base } = healing;
  const result = placeHealed(document, healing);
  document.held.results.delete(id);
  await dropLooks(parts, document, id);
  // The next stroke reports a full disk; the healed picture is valid anyway.
  await document.record.touch().catch(() => {});
  await keepStrokes(document, healing).catch(() => {});
  parts.events.emit('healed', {
    document: document.id,
    healed: id,
    result,
    base: base && base.result.id !== id && document.results.has(base.result.id) ? base.result.id : null,
    stroke,
  });
}

/** Updates a healed picture among the results. Returns its result; null if it has none any more. */
export function placeHealed(document: OpenDocument, healing: Healing): Result | null {
  const { id, raw } = healing;
  const result = resultOf(healing);
  if (result) document.results.set(id, { result, raw });
  else document.results.delete(id);
  return result;
}
