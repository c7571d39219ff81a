import { Mutex } from '../../src-main/contract/mutex';
import { request } from '../client/client';
import { start } from './alerts';
import type { Way } from './history';
import { change } from './photos';
import type { HealedStroke } from './steps';

/** Requests about strokes are sent one after the other. */
const asking = new Mutex();

/** Runs a request after all earlier ones were answered. */
export function askInTurn(work: () => Promise<void>): void {
  start(() => asking.run(work), 'heal');
}

/** Undoes or redoes a stroke, and shows its result. */
export function moveStroke(document: string, { stroke, healed }: HealedStroke, way: Way): void {
  askInTurn(async () => {
    await request('moveStroke', { document, stroke, way });
    change({ why: 'resultShown', document, result: healed });
  });
}
