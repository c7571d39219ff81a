import { request } from '../client/client';
import { start } from './alerts';
import type { Way } from './history';
import { change } from './photos';
import type { HealedStroke } from './steps';

/** The last request about strokes; requests are sent one after the other. */
let asking: Promise<void> = Promise.resolve();

/** Runs a request after all earlier ones were answered. */
export function askInTurn(work: () => Promise<void>): void {
  const asked = asking.then(work);
  asking = asked.catch(() => {});
  start(() => asked, 'heal');
}

/** Undoes or redoes a stroke, and shows its result. */
export function moveStroke(document: string, { stroke, healed }: HealedStroke, way: Way): void {
  askInTurn(async () => {
    await request('moveStroke', { document, stroke, way });
    change({ why: 'resultShown', document, result: healed });
  });
}
