import { request } from '../client/client';
import { start } from './alerts';
import type { Way } from './history';
import { change } from './photos';
import type { HealedStroke } from './steps';

/** What is asked for strokes reaches the program one after the other. */
let asking: Promise<void> = Promise.resolve();

/** Asks once all that was asked for before has been answered. */
export function askInTurn(work: () => Promise<void>): void {
  const asked = asking.then(work);
  asking = asked.catch(() => {});
  start(() => asked, 'heal');
}

/** Takes a stroke back or does it again, and shows its result. */
export function moveStroke(document: string, { stroke, healed }: HealedStroke, way: Way): void {
  askInTurn(async () => {
    await request('moveStroke', { document, stroke, way });
    change({ why: 'resultShown', document, result: healed });
  });
}
