import { maskName } from '../../src-main/contract/photo-files';
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

/** The mask that the tools work on: the damage, or the mask for painting one result over another. */
export function activeMask(): MaskEditor | null {
  return maskIn(useView.getState().mode) ?? shownPhoto().mask;
}

/** The wand: marks (or unmarks) pixels with the colour of a point. */
export async function wandAt(x: number, y: number, mode: 'add' | 'subtract'): Promise<void> {
  const { document } = shownPhoto();
  const mask = activeMask();
  if (!document || !mask) return;
  const { tolerance, contiguous } = useView.getState().options;
  const { tiles } = await request('selectByColour', { document: document.id, x, y, tolerance, contiguous });
  mask.apply(tiles, mode);
}

/** Marks (or unmarks) the scratch at a point from end to end, and says so if there is no visible one. */
export async function traceAt(x: number, y: number, mode: 'add' | 'subtract'): Promise<void> {
  const { document } = shownPhoto();
  const mask = activeMask();
  if (!document || !mask) return;
  // Traced from another point, the scratch may lie a pixel or two beside its earlier marks.
  const margin = mode === 'add' ? 0 : 4;
  const { tiles } = await request('traceScratch', { document: document.id, x, y, margin });
  if (tiles.length === 0) alert({ severity: 'notice', of: 'mark', message: say('trace.nothing') });
  else await mask.apply(tiles, mode);
}

/** The last search: the newest change of the photo's marks after it, and whether the search made that change. */
let search: { readonly document: string; readonly newest: MaskStep | null; readonly own: boolean } | null =
  null;

/** Finds and marks damage. If it is found again with another sensitivity, the new marks replace those of the last search. */
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
  // If nothing was found, the newest change is the user's own.
  search = { document: id, newest, own: newest !== before };
}

/** Finds damage again after the sensitivity was changed, unless there was no search or other changes followed it. */
export async function findAgain(): Promise<void> {
  const { document } = shownPhoto();
  if (document && isNewest(document.id)) await findDamage();
}

/** Whether the photo's marks are unchanged since the last search. */
function isNewest(document: string): boolean {
  return search?.document === document && search.newest === newestOf(document);
}

function newestOf(document: string): MaskStep | null {
  const photo = photoOf(document);
  return photo && newestMarks(photo.steps);
}

/** Replaces the marks by those of a mask file; false if the user chose none. */
export async function loadMaskFile(): Promise<boolean> {
  const [file] = await chooseFiles('mask');
  const { document, mask } = shownPhoto();
  if (!file || !document || !mask) return false;
  const { tiles } = await request('loadMask', { document: document.id, file: file.id });
  await mask.apply(tiles, 'replace');
  return true;
}

/** Writes the marks as a file; false if the user cancels. */
export async function saveMaskFile(): Promise<boolean> {
  const { document } = shownPhoto();
  if (!document) return false;
  stage()?.finish();
  await flushMask(document.id);
  const name = `${maskName(document.name.replace(/\.[^.]*$/, ''))}.png`;
  const { target } = await request('chooseToSave', { name, extension: 'png', document: document.id });
  if (!target) return false;
  const { file } = await request('saveMask', { document: document.id, target: target.id });
  tellSaved(file, say('mask.saved', { name: file.name }));
  return true;
}
