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
/** Changes are kept this long after a stroke, in milliseconds; later while a restoration wants the processor's few cores. */
const KEEP_AFTER = { usual: 300, sparing: 1500 };
/** Tiles in one message: those of a long stroke at once would hold the main process up while it checks them. */
const AT_ONCE = 8;

/** An open photo's mask, and what of it has still to be sent. */
interface Kept {
  readonly mask: MaskEditor;
  readonly stop: () => void;
  timer: ReturnType<typeof setTimeout> | undefined;
}

/** By document. */
const kept = new Map<string, Kept>();
/** Updates reach the program one after the other. */
let sending: Promise<void> = Promise.resolve();

/** From now on sends what changes of this mask to the program, a little after each stroke. */
export function keepMask(document: string, mask: MaskEditor): void {
  forgetMask(document);
  let { version } = mask.state();
  const stop = mask.subscribe(() => {
    if (mask.state().version === version) return;
    version = mask.state().version;
    // Not put off by the next stroke: whoever hatches without a pause has something to lose as well.
    const after = isSparing(useJobs.getState()) ? KEEP_AFTER.sparing : KEEP_AFTER.usual;
    entry.timer ??= setTimeout(() => start(() => flushMask(document), 'keep'), after);
    showMarks(mask);
  });
  const entry: Kept = { mask, stop, timer: undefined };
  kept.set(document, entry);
}

/** What changes while the marks are hidden, after a restoration, is to be seen: the next one would take it. */
function showMarks(mask: MaskEditor): void {
  if (shownPhoto().mask !== mask || useView.getState().maskShown !== 'hidden') return;
  useView.setState({ maskShown: 'overlay' });
}

/** Of a photo that is closed. */
export function forgetMask(document: string): void {
  const entry = kept.get(document);
  clearTimeout(entry?.timer);
  entry?.stop();
  kept.delete(document);
}

/** Sends what has changed since; settled once the program keeps it. */
export function flushMask(document: string): Promise<void> {
  const entry = kept.get(document);
  if (!entry) return Promise.resolve();
  clearTimeout(entry.timer);
  entry.timer = undefined;
  sending = sending.then(() => send(document, entry.mask.takeChanged()));
  const sent = sending;
  // A failure is told once, and doesn't stop what comes after it.
  sending = sending.catch(() => {});
  return sent;
}

/** One message that failed (the disk is full) keeps none of the others from being sent; then it rejects with it. */
async function send(document: string, tiles: readonly MaskTile[]): Promise<void> {
  const failures: unknown[] = [];
  for (let i = 0; i < tiles.length; i += AT_ONCE) {
    await request('updateMask', { document, tiles: tiles.slice(i, i + AT_ONCE) }).catch((error: unknown) =>
      failures.push(error),
    );
  }
  if (failures.length > 0) throw failures[0];
}

/** Keeps the repairs with their document a little after each change, whatever is shown by then. */
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

/** Sends an open photo's repairs as they are now; settled once the program keeps them. */
export async function rememberRepairs(document: string): Promise<void> {
  const photo = photoOf(document);
  if (photo) await request('rememberRepairs', { document, repairs: photo.choice.repairs });
}
