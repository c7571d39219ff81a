import { badRequest } from '../../contract/errors';
import { said } from '../../contract/said';
import type { OpenDocument } from '../document';
import type { StudioParts } from '../parts';
import { inTurn, patchStroke, tellHealed } from './patch-stroke';

/**
 * Takes the newest stroke of its picture back, or does the one again that was taken back last: its box is written as it was.
 * One that is being healed is stopped before. Throws a PlainError (bad request) if it is none of these.
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
    // One that was stopped before anything was healed has left nothing.
    if (way === 'redo') throw badRequest(said('resultGone'));
  });
}
