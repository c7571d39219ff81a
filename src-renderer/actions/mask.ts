import type { MaskTile } from '../../src-main/contract/window/mask-tiles';
import { request } from '../client/client';
import type { MaskEditor } from '../mask/mask-editor';
import { tick } from '../repairs/suggested';
import { attempt } from '../state/alerts';
import { usePhoto } from '../state/photo';
import { changeRepairs, useRepairs } from '../state/repairs';
import { useView } from '../state/view';

/** Changes are kept this long after a stroke, in milliseconds. */
const KEEP_AFTER = 300;

interface Kept {
  readonly document: string;
  readonly mask: MaskEditor;
  readonly stop: () => void;
}

let kept: Kept | null = null;
let timer: ReturnType<typeof setTimeout> | undefined;
/** Updates reach the program one after the other. */
let sending: Promise<void> = Promise.resolve();

/** From now on sends what changes of this mask to the program, a little after each stroke. */
export function keepMask(document: string, mask: MaskEditor): void {
  kept?.stop();
  let version = mask.state().version;
  const stop = mask.subscribe(() => {
    if (mask.state().version === version) return;
    version = mask.state().version;
    clearTimeout(timer);
    timer = setTimeout(() => void attempt(flushMask), KEEP_AFTER);
    tickScratches(mask);
  });
  kept = { document, mask, stop };
}

/** Whoever marks damage wants it repaired: the first mark ticks the repair, where nothing forbids it. */
function tickScratches(mask: MaskEditor): void {
  const { repairs } = useRepairs.getState();
  if (mask.state().coverage > 0 && !repairs.scratches.on && !repairs.jpeg.on) {
    changeRepairs((current) => tick(current, 'scratches', true));
  }
}

/** Sends what has changed since; settled once the program keeps it. */
export function flushMask(): Promise<void> {
  clearTimeout(timer);
  const current = kept;
  if (!current) return Promise.resolve();
  sending = sending.then(async () => {
    const tiles = current.mask.takeChanged();
    if (tiles.length > 0) await request('updateMask', { document: current.document, tiles });
  });
  const sent = sending;
  // A failure is told once, and doesn't stop what comes after it.
  sending = sending.catch(() => {});
  return sent;
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

export async function findScratches(sensitivity: number): Promise<void> {
  await applyFrom((document) => request('findScratches', { document, sensitivity }));
}

export async function loadMaskFile(): Promise<void> {
  const [file] = (await request('chooseToOpen', { purpose: 'mask' })).files;
  if (file) await applyFrom((document) => request('loadMask', { document, file: file.id }), 'replace');
}

async function applyFrom(
  find: (document: string) => Promise<{ tiles: MaskTile[] }>,
  mode: 'add' | 'replace' = 'add',
): Promise<void> {
  const { document, mask } = usePhoto.getState();
  if (document && mask) mask.apply((await find(document.id)).tiles, mode);
}

export async function saveMaskFile(): Promise<void> {
  const { document } = usePhoto.getState();
  if (!document) return;
  await flushMask();
  const name = `${document.name.replace(/\.[^.]*$/, '')}-mask.png`;
  const { file } = await request('chooseToSave', { name, extension: 'png', document: document.id });
  if (file) await request('saveMask', { document: document.id, file: file.id });
}
