import { Mutex } from '../../src-main/contract/mutex';
import type { MaskTile } from '../../src-main/contract/window/mask-tiles';
import { request } from '../client/client';
import type { MaskEditor } from '../mask/mask-editor';
import { start } from '../state/alerts';
import { dropPreview, useJobs } from '../state/jobs';
import { photoOf, shownPhoto, usePhotos } from '../state/photos';
import { isSparing } from '../state/spare';
import { useView } from '../state/view';

/** Repairs are kept with the document this long after a change, in milliseconds. */
const REMEMBER_AFTER = 300;
/** Milliseconds after a stroke until changes are sent; longer while a restoration needs all of the few cores. */
const KEEP_AFTER = { usual: 300, sparing: 1500 };
/** Tiles in one message; all tiles of a long stroke at once would block the main process while it checks them. */
const AT_ONCE = 8;

/** An open photo's mask, and its changes that must still be sent. */
interface Kept {
  readonly mask: MaskEditor;
  readonly stop: () => void;
  timer: ReturnType<typeof setTimeout> | undefined;
}

/** The masks by document. */
const kept = new Map<string, Kept>();
/** Updates reach the program one after the other. */
const sending = new Mutex();

/** From now on sends changes of this mask to the program, a little after each stroke. */
export function keepMask(document: string, mask: MaskEditor): void {
  forgetMask(document);
  let { version } = mask.state();
  const stop = mask.subscribe(() => {
    if (mask.state().version === version) return;
    version = mask.state().version;
    // The next stroke doesn't postpone it, so that painting without a pause is kept too.
    const after = isSparing(useJobs.getState()) ? KEEP_AFTER.sparing : KEEP_AFTER.usual;
    entry.timer ??= setTimeout(() => start(() => flushMask(document), 'keep'), after);
    showMarks(mask);
  });
  const entry: Kept = { mask, stop, timer: undefined };
  kept.set(document, entry);
}

/** Shows the marks if they are hidden after a restoration and change, because the next restoration would use them. */
function showMarks(mask: MaskEditor): void {
  if (shownPhoto().mask !== mask || useView.getState().maskShown !== 'hidden') return;
  useView.setState({ maskShown: 'overlay' });
}

/** Forgets the mask of a closed photo. */
export function forgetMask(document: string): void {
  const entry = kept.get(document);
  clearTimeout(entry?.timer);
  entry?.stop();
  kept.delete(document);
}

/** Sends all changes; resolves once the program has kept them. */
export function flushMask(document: string): Promise<void> {
  const entry = kept.get(document);
  if (!entry) return Promise.resolve();
  clearTimeout(entry.timer);
  entry.timer = undefined;
  return sending.run(() => send(document, entry.mask.takeChanged()));
}

/**
 * Sends tiles in several messages. If one fails (the disk is full), the others are still sent; then it rejects with
 * that error.
 */
async function send(document: string, tiles: readonly MaskTile[]): Promise<void> {
  const failures: unknown[] = [];
  for (let i = 0; i < tiles.length; i += AT_ONCE) {
    await request('updateMask', { document, tiles: tiles.slice(i, i + AT_ONCE) }).catch((error: unknown) =>
      failures.push(error),
    );
  }
  if (failures.length > 0) throw failures[0];
}

/** Keeps the repairs with their document a little after each change, even if another photo is shown by then. */
export function keepRepairs(): () => void {
  const timers = new Map<string, ReturnType<typeof setTimeout>>();
  const rememberLater = (document: string) => {
    clearTimeout(timers.get(document));
    const remember = () => {
      timers.delete(document);
      start(() => rememberRepairs(document), 'keep');
    };
    timers.set(document, setTimeout(remember, REMEMBER_AFTER));
  };
  const stop = usePhotos.subscribe(({ open, shown }, before) => {
    for (const [document, { choice }] of open) {
      const former = before.open.get(document)?.choice ?? choice;
      if (choice === former) continue;
      if (document === shown) dropPreview();
      rememberLater(document);
    }
  });
  return () => {
    for (const timer of timers.values()) clearTimeout(timer);
    stop();
  };
}

/** Sends an open photo's current repairs; resolves once the program has kept them. */
export async function rememberRepairs(document: string): Promise<void> {
  const photo = photoOf(document);
  if (photo) await request('rememberRepairs', { document, repairs: photo.choice.repairs });
}
