import type { OpenedDocument } from '../../src-main/contract/window/documents';
import { bridge, request } from '../client/client';
import { createMaskEditor } from '../mask/mask-editor';
import { say } from '../messages/messages';
import { readRepairs } from '../repairs/schema';
import { attempt } from '../state/alerts';
import { useJobs } from '../state/jobs';
import { NO_PHOTO, usePhoto } from '../state/photo';
import { patchInfo } from '../state/program';
import { useRepairs } from '../state/repairs';
import { FIRST_VIEW, useView } from '../state/view';
import { flushMask, keepMask } from './mask';

/** Shows a document in place of the one before. */
async function show(opened: OpenedDocument): Promise<void> {
  const { document, mask: tiles, results, repairs } = opened;
  const before = usePhoto.getState().document;
  if (before) await flushMask();
  const mask = createMaskEditor(document);
  mask.load(tiles);
  const { options, panel } = useView.getState();
  useView.setState({ ...FIRST_VIEW, options, panel });
  useJobs.setState({ live: null });
  const shown = results.at(-1)?.id ?? null;
  usePhoto.setState({ ...NO_PHOTO, document, mask, results, shown });
  useRepairs.setState({ repairs: readRepairs(repairs), kernel: null });
  keepMask(document.id, mask);
  if (before && before.id !== document.id) await request('closeDocument', { document: before.id });
  const suggestions = await request('suggest', { document: document.id });
  if (usePhoto.getState().document?.id === document.id) usePhoto.setState({ suggestions });
}

/** Reads what `open` asks for and shows it; meanwhile the window says that `name` is being read. */
async function opening(name: string, open: () => Promise<OpenedDocument>): Promise<void> {
  usePhoto.setState({ opening: name });
  try {
    const opened = await open();
    usePhoto.setState({ opening: null });
    await show(opened);
  } finally {
    usePhoto.setState({ opening: null });
  }
}

export function openFile(file: string, name: string, page?: number): Promise<void> {
  return opening(name, () => request('openDocument', { file, ...(page !== undefined && { page }) }));
}

/** Asks for a photo or project by the system's dialog, or by the browser's own where the host has none. */
export async function chooseAndOpen(): Promise<void> {
  const { files } = await request('chooseToOpen', { purpose: 'photo' });
  const [file] = files;
  if (file) await openFile(file.id, file.name);
}

/** Opens a file that was dropped, pasted or picked in the page. */
export async function admitAndOpen(file: File): Promise<void> {
  usePhoto.setState({ opening: file.name });
  try {
    const admitted = await bridge().admitFile(file);
    await openFile(admitted.id, admitted.name);
  } finally {
    usePhoto.setState({ opening: null });
  }
}

export function openExample(name: string): Promise<void> {
  return opening(name, () => request('openExample', { name }));
}

export async function recover(recovered: string, name: string): Promise<void> {
  await opening(name, () => request('recoverDocument', { recovered }));
}

export async function discard(recovered: string): Promise<void> {
  await request('discardRecovered', { recovered });
  patchInfo({ recovered: (await request('programInfo', {})).recovered });
}

/** Crops and shows what is left; the photo's file stays as it is. */
export async function openCropped(
  document: string,
  input: { area: Crop['area']; angle: number },
): Promise<void> {
  await opening(say('crop.title'), () => request('cropDocument', { document, ...input }));
}

interface Crop {
  readonly area: { readonly x: number; readonly y: number; readonly width: number; readonly height: number };
}

/** Back to the empty window, with its list of files renewed. */
export async function closePhoto(): Promise<void> {
  const { document } = usePhoto.getState();
  await flushMask();
  usePhoto.setState(NO_PHOTO);
  useJobs.setState({ live: null });
  if (document) await request('closeDocument', { document: document.id });
  const info = await attempt(() => request('programInfo', {}));
  if (info) patchInfo({ recent: info.recent, recovered: info.recovered });
}
