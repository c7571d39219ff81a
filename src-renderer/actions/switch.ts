import { request } from '../client/client';
import { attempt, start } from '../state/alerts';
import { useJobs } from '../state/jobs';
import { hasUnsavedWork, usePhoto } from '../state/photo';
import { swapPhoto, takeOffShelf, useShelf } from '../state/shelf';
import { FIRST_VIEW, openDialog, useView } from '../state/view';
import { flushMask, forgetMask } from './mask';
import { refreshFiles } from './recent';

/** Shows an open photo in place of the one that is shown; null shows the empty window. */
export function showDocument(document: string | null): void {
  const before = usePhoto.getState().document;
  if (before?.id === document) return;
  if (before) start(() => flushMask(before.id), 'keep');
  const { options, panel } = useView.getState();
  useJobs.setState({ live: null });
  swapPhoto(document);
  // Marks would cover what became of them; taking up a tool shows them again.
  const maskShown = usePhoto.getState().shown === null ? 'overlay' : 'hidden';
  useView.setState({ ...FIRST_VIEW, options, panel, maskShown });
}

/** Closes the shown photo, asking first where work would be lost. */
export function closePhoto(): void {
  const photo = usePhoto.getState();
  if (!photo.document) return;
  const { id } = photo.document;
  if (hasUnsavedWork(photo)) openDialog('close');
  else start(() => closeDocument(id));
}

/** Closes an open photo; where it is shown, its neighbour is shown in its place. */
export async function closeDocument(document: string): Promise<void> {
  await flushMask(document);
  if (usePhoto.getState().document?.id === document) showDocument(neighbourOf(document));
  takeOffShelf(document);
  forgetMask(document);
  await request('closeDocument', { document });
  await attempt(refreshFiles);
}

function neighbourOf(document: string): string | null {
  const { open } = useShelf.getState();
  const place = open.findIndex(({ id }) => id === document);
  return (open[place + 1] ?? open[place - 1])?.id ?? null;
}
