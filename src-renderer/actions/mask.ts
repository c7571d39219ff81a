import { request } from '../client/client';
import type { MaskStep } from '../mask/delta';
import type { MaskEditor } from '../mask/mask-editor';
import { say } from '../messages/messages';
import { alert } from '../state/alerts';
import { change, photoOf, shownPhoto } from '../state/photos';
import { stage } from '../state/stage';
import { newestMarks } from '../state/steps';
import { maskIn, useView } from '../state/view';
import { chooseFiles } from './choose-files';
import { flushMask } from './keep';
import { tellSaved } from './tell-saved';

/** The mask that the tools work on: the damage, or where one result is painted over another. */
export function activeMask(): MaskEditor | null {
  return maskIn(useView.getState().mode) ?? shownPhoto().mask;
}

/** The wand: marks (or frees) what has the colour of a point. */
export async function wandAt(x: number, y: number, mode: 'add' | 'subtract'): Promise<void> {
  const { document } = shownPhoto();
  const mask = activeMask();
  if (!document || !mask) return;
  const { tolerance, contiguous } = useView.getState().options;
  const { tiles } = await request('selectByColour', { document: document.id, x, y, tolerance, contiguous });
  mask.apply(tiles, mode);
}

/** Marks (or frees) the scratch at a point from end to end, and says so where none is seen. */
export async function traceAt(x: number, y: number, mode: 'add' | 'subtract'): Promise<void> {
  const { document } = shownPhoto();
  const mask = activeMask();
  if (!document || !mask) return;
  // Traced from another point, it runs a pixel or two beside what was marked before.
  const margin = mode === 'add' ? 0 : 4;
  const { tiles } = await request('traceScratch', { document: document.id, x, y, margin });
  if (tiles.length === 0) alert({ tone: 'notice', of: 'mark', message: say('trace.nothing') });
  else await mask.apply(tiles, mode);
}

/** The last search: the newest change of the photo's marks after it, and whether that change is its own. */
let search: { readonly document: string; readonly newest: MaskStep | null; readonly own: boolean } | null =
  null;

/** Marks damage. Looked for again with another sensitivity, what was found takes the place of what was before. */
export async function findDamage(): Promise<void> {
  const { document, mask } = shownPhoto();
  if (!document) return;
  const { id } = document;
  const { sensitivity } = useView.getState();
  const { tiles } = await request('findDamage', { document: id, sensitivity });
  await mask.flip(() => {
    const marks = newestOf(id);
    if (marks === null || !search?.own || !isNewest(id)) return null;
    change({ why: 'withdrawn', document: id, marks });
    return marks;
  });
  const before = newestOf(id);
  await mask.apply(tiles, 'add');
  const newest = newestOf(id);
  // Where nothing was found, the newest change is the person's own.
  search = { document: id, newest, own: newest !== before };
}

/** Looks again with a sensitivity that was moved; nothing if damage wasn't looked for or other changes followed. */
export async function findAgain(): Promise<void> {
  const { document } = shownPhoto();
  if (document && isNewest(document.id)) await findDamage();
}

/** Whether nothing changed the photo's marks since damage was looked for in it. */
function isNewest(document: string): boolean {
  return search?.document === document && search.newest === newestOf(document);
}

function newestOf(document: string): MaskStep | null {
  const photo = photoOf(document);
  return photo && newestMarks(photo.steps);
}

/** Takes a mask file's marks in place of those that are there; false where the person chose none. */
export async function loadMaskFile(): Promise<boolean> {
  const [file] = await chooseFiles('mask');
  const { document, mask } = shownPhoto();
  if (!file || !document || !mask) return false;
  const { tiles } = await request('loadMask', { document: document.id, file: file.id });
  await mask.apply(tiles, 'replace');
  return true;
}

/** Writes the marks as a file; false where the person cancels. */
export async function saveMaskFile(): Promise<boolean> {
  const { document } = shownPhoto();
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
