import { request } from '../client/client';
import { attempt, start } from '../state/alerts';
import { useJobs } from '../state/jobs';
import { hasUnsavedWork } from '../state/photo';
import { type Change, change, shownPhoto, usePhotos } from '../state/photos';
import { FIRST_VIEW, openDialog, useView } from '../state/view';
import { flushMask, forgetMask } from './keep';
import { refreshFiles } from './recent';

/** Shows an open photo; null shows the empty window. */
export function showDocument(document: string | null): void {
  const before = usePhotos.getState().shown;
  if (before === document) return;
  if (before !== null) start(() => flushMask(before), 'keep');
  swap({ why: 'shown', document });
}

/** Closes the shown photo, and asks first if work would be lost. */
export function closePhoto(): void {
  const photo = shownPhoto();
  if (!photo.document) return;
  const { id } = photo.document;
  if (hasUnsavedWork(photo)) openDialog('close');
  else start(() => closeDocument(id));
}

/** Closes an open photo; if it is the shown one, its neighbour is shown. */
export async function closeDocument(document: string): Promise<void> {
  await flushMask(document);
  swap({ why: 'closed', document });
  forgetMask(document);
  await request('closeDocument', { document });
  await attempt(refreshFiles);
}

/** Makes a change after which another photo may be shown, each with its own view. */
function swap(why: Change): void {
  const before = usePhotos.getState().shown;
  change(why);
  if (usePhotos.getState().shown === before) return;
  const { options, panel } = useView.getState();
  useJobs.setState({ lives: [], previewed: null });
  // Marks would cover their result; choosing a tool shows them again.
  const maskShown = shownPhoto().shown === null ? 'overlay' : 'hidden';
  useView.setState({ ...FIRST_VIEW, options, panel, maskShown });
}
