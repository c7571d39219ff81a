import type { MaskTile } from '../../src-main/contract/window/mask-tiles';
import { request } from '../client/client';
import type { MaskEditor } from '../mask/mask-editor';
import { say } from '../messages/messages';
import { start } from '../state/alerts';
import { useJobs } from '../state/jobs';
import { keepMaskSteps } from '../state/mask-steps';
import { usePhoto } from '../state/photo';
import { changePhoto, photoOf } from '../state/shelf';
import { isSparing } from '../state/spare';
import { stage } from '../state/stage';
import { withoutMask } from '../state/steps';
import { useView } from '../state/view';
import { chooseFiles } from './choose-files';
import { tellSaved } from './tell-saved';

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
  const stopSteps = keepMaskSteps(document, mask);
  const stop = mask.subscribe(() => {
    if (mask.state().version === version) return;
    version = mask.state().version;
    // Not put off by the next stroke: whoever hatches without a pause has something to lose as well.
    const after = isSparing(useJobs.getState()) ? KEEP_AFTER.sparing : KEEP_AFTER.usual;
    entry.timer ??= setTimeout(() => start(() => flushMask(document), 'keep'), after);
    showMarks(mask);
    if (photoOf(document)?.unsaved === false) changePhoto(document, () => ({ unsaved: true }));
  });
  const entry: Kept = {
    mask,
    stop: () => {
      stop();
      stopSteps();
    },
    timer: undefined,
  };
  kept.set(document, entry);
}

/** What changes while the marks are hidden, after a restoration, is to be seen: the next one would take it. */
function showMarks(mask: MaskEditor): void {
  if (usePhoto.getState().mask !== mask || useView.getState().maskShown !== 'hidden') return;
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

/** The mask that the tools work on: the damage, or where one result is painted over another. */
export function activeMask(): MaskEditor | null {
  return useView.getState().paintOver?.mask ?? usePhoto.getState().mask;
}

/** The wand: marks (or frees) what has the colour of a point. */
export async function wandAt(x: number, y: number, mode: 'add' | 'subtract'): Promise<void> {
  const { document } = usePhoto.getState();
  const mask = activeMask();
  if (!document || !mask) return;
  const { tolerance, contiguous } = useView.getState().options;
  const { tiles } = await request('selectByColour', { document: document.id, x, y, tolerance, contiguous });
  mask.apply(tiles, mode);
}

/** What was found last, and the mask's version after that. */
let found: { readonly mask: MaskEditor; readonly version: number } | null = null;

/** Marks scratches. Looked for again with another sensitivity, what was found takes the place of what was before. */
export async function findScratches(): Promise<void> {
  const { document, mask } = usePhoto.getState();
  if (!document || !mask) return;
  const { sensitivity } = useView.getState();
  const { tiles } = await request('findScratches', { document: document.id, sensitivity });
  if (found?.mask === mask && found.version === mask.state().version) {
    await mask.undo();
    changePhoto(document.id, ({ steps }) => ({ steps: withoutMask(steps) }));
  }
  const { coverage } = mask.state();
  await mask.apply(tiles, 'add');
  // Where nothing was found, the newest change is the person's own.
  found = mask.state().coverage === coverage ? null : { mask, version: mask.state().version };
}

/** Takes a mask file's marks in place of those that are there; false where the person chose none. */
export async function loadMaskFile(): Promise<boolean> {
  const [file] = await chooseFiles('mask');
  const { document, mask } = usePhoto.getState();
  if (!file || !document || !mask) return false;
  const { tiles } = await request('loadMask', { document: document.id, file: file.id });
  await mask.apply(tiles, 'replace');
  return true;
}

/** Writes the marks as a file; false where the person cancels. */
export async function saveMaskFile(): Promise<boolean> {
  const { document } = usePhoto.getState();
  if (!document) return false;
  stage()?.finish();
  await flushMask(document.id);
  const name = `${document.name.replace(/\.[^.]*$/, '')}-mask.png`;
  const { target } = await request('chooseToSave', { name, extension: 'png', document: document.id });
  if (!target) return false;
  const { file } = await request('saveMask', { document: document.id, target: target.id });
  tellSaved(file, say('mask.saved', { name: file.name }));
  return true;
}
