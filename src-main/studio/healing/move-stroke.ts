import { badRequest } from '../../contract/errors';
import { said } from '../../contract/said';
import type { OpenDocument } from '../document';
import type { StudioParts } from '../parts';
import { inTurn, patchStroke, tellHealed } from './patch-stroke';

/**
 * Undoes the newest stroke of its picture, or redoes the last undone one, by writing its box as it was. A stroke that
 * is still being healed is stopped first. Throws a PlainError (bad request) for any other stroke.
 */
export async function moveStroke(
  parts: Pick<StudioParts, 'pictures' | 'events' | 'jobs'>,
  document: OpenDocument,
  id: string,
  way: 'undo' | 'redo',
): Promise<void> {
  await parts.jobs.cancel(id);
  await inTurn(document, async () => {
    for (const healing of document.healings.values()) {
      const [from, to] = way === 'undo' ? [healing.done, healing.undone] : [healing.undone, healing.done];
      const stroke = from.at(-1);
      if (stroke?.id !== id) continue;
      await patchStroke(parts, document, healing, stroke, way === 'undo' ? stroke.before : stroke.after);
      from.pop();
      to.push(stroke);
      await tellHealed(parts, document, healing, id);
      return;
    }
    // A stroke that was stopped before it healed anything has left nothing.
    if (way === 'redo') throw badRequest(said('resultGone'));
  });
}
