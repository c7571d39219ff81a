import type { Rectangle } from '../../src-main/contract/geometry';
import type { ReadId } from '../../src-main/contract/window/basics';
import type { OpenedDocument } from '../../src-main/contract/window/documents';
import { admit, request } from '../client/client';
import { goTo } from '../library/state';
import { createMaskEditor } from '../mask/mask-editor';
import { say } from '../messages/messages';
import { readRepairs } from '../repairs/schema';
import { attempt } from '../state/alerts';
import { hasUnsavedWork, openedPhoto, type Photo } from '../state/photo';
import { change, photoOf, usePhotos } from '../state/photos';
import { useProgram } from '../state/program';
import { useView } from '../state/view';
import { chooseFiles } from './choose-files';
import { flushMask, keepMask } from './keep';
import { refreshFiles } from './recent';
import { showLooks } from './results';
import { closeDocument, showDocument } from './switch';

/** Adds a document to the open ones, with everything that was done to it. */
export function adopt(opened: OpenedDocument, unsaved: boolean): string {
  const { document, mask: tiles, results, repairs, looks } = opened;
  const { id } = document;
  const mask = createMaskEditor(document, (marks, damagedPixels) =>
    change({ why: 'marked', document: id, marks, isMarked: damagedPixels > 0 }),
  );
  mask.load(tiles);
  const choice = { repairs: readRepairs(repairs), kernel: null };
  change({ why: 'opened', photo: openedPhoto({ document, mask, choice, results, looks, unsaved }) });
  keepMask(id, mask);
  return id;
}

/** Requests the photo's analysis when it is shown for the first time. */
export async function suggestFor(document: string): Promise<void> {
  const suggestions = await request('suggest', { document });
  change({ why: 'examined', document, suggestions });
}

/** Runs `open` and shows its document; meanwhile the window says that `name` is being read. */
async function opening(
  name: string,
  open: () => Promise<OpenedDocument>,
  { unsaved = false, isShown = true, keepsPanel = false } = {},
): Promise<void> {
  change({ why: 'reading', name });
  let document: string;
  try {
    document = adopt(await open(), unsaved);
  } finally {
    change({ why: 'reading', name: null });
  }
  if (isShown) {
    showDocument(document);
    // The panel of another photo may be empty for the new one.
    if (!keepsPanel) useView.setState({ panel: 'repairs' });
  }
  showLooks(document);
  await suggestFor(document);
}

/** Opens a photo or project, or shows it if it is already open. */
export async function openFile(file: ReadId, name: string, isShown = true): Promise<void> {
  const known = [...usePhotos.getState().open.values()].find((photo) => isOf(photo, file));
  if (!known) return opening(name, () => request('openDocument', { file }), { isShown });
  showDocument(known.document.id);
  // If it is already the shown one, nothing else would leave the library.
  goTo('photo');
}

function isOf({ document }: Photo, file: string): boolean {
  return document.project?.id === file || (document.file?.id === file && document.project === null);
}

/** Opens another page of the shown photo's file, in its place if no work would be lost. */
export async function openPage(file: ReadId, name: string, page: number): Promise<void> {
  const { shown } = usePhotos.getState();
  const before = shown === null ? null : photoOf(shown);
  // Users go through the pages in the panel, so it stays open.
  await opening(name, () => request('openDocument', { file, page }), { keepsPanel: true });
  if (before && !hasUnsavedWork(before)) await closeDocument(before.document.id);
}

/** Asks for photos or projects, opens them all and shows the first. False if none was opened. */
export async function chooseAndOpen(): Promise<boolean> {
  return openAll(
    (await chooseFiles('photo')).map(
      ({ id, name }) =>
        (isShown: boolean) =>
          openFile(id, name, isShown),
    ),
  );
}

/** Opens files that were dropped, pasted or picked in the page, and shows the first. False if none was opened. */
export async function admitAndOpen(files: readonly File[]): Promise<boolean> {
  return openAll(
    files.map((file) => async (isShown: boolean) => {
      change({ why: 'reading', name: file.name });
      try {
        const { id, name } = await admit(file);
        await openFile(id, name, isShown);
      } finally {
        change({ why: 'reading', name: null });
      }
    }),
  );
}

/** Opens works one after another. A failure is reported and doesn't stop the others. Returns whether any was opened. */
async function openAll(works: readonly ((isShown: boolean) => Promise<void>)[]): Promise<boolean> {
  const before = usePhotos.getState().shown;
  let opened = false;
  for (const work of works) {
    const isFirst = usePhotos.getState().shown === before;
    const done = await attempt(async () => {
      await work(isFirst);
      return true;
    }, 'open');
    opened ||= done === true;
  }
  return opened;
}

export function openExample(name: string): Promise<void> {
  return opening(name, () => request('openExample', { name }));
}

export async function recover(recovered: string, name: string): Promise<void> {
  await opening(name, () => request('recoverDocument', { recovered }), { unsaved: true });
}

export async function discard(recovered: string): Promise<void> {
  await request('discardRecovered', { recovered });
  await refreshFiles();
}

/** Discards all unsaved work of earlier runs. */
export async function discardAll(): Promise<void> {
  const { recovered = [] } = useProgram.getState().info ?? {};
  for (const { id } of recovered) await request('discardRecovered', { recovered: id });
  await refreshFiles();
}

/** A part of a photo, turned clockwise about its middle. */
export interface Part {
  readonly area: Rectangle;
  readonly angle: number;
}

/** Opens and shows a part of the photo as a new document beside the whole; the photo's file is unchanged. */
export async function openCropped(document: string, { area, angle }: Part): Promise<void> {
  await opening(say('crop.title'), () => cropped(document, { area, angle }));
}

/** Crops after the program has the current marks, because the part gets them too. */
async function cropped(document: string, { area, angle }: Part): Promise<OpenedDocument> {
  await flushMask(document);
  return request('cropDocument', { document, area, angle });
}

/** Opens several parts as separate photos and shows the first. False if none was opened. */
export async function openParts(document: string, parts: readonly Part[]): Promise<boolean> {
  return openAll(
    parts.map(
      (part) => (isShown: boolean) => opening(say('crop.title'), () => cropped(document, part), { isShown }),
    ),
  );
}
