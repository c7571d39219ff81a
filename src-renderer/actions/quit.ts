import { request } from '../client/client';
import { attempt } from '../state/alerts';
import { hasUnsavedWork, usePhoto } from '../state/photo';
import { useRepairs } from '../state/repairs';
import { photoOf, useShelf } from '../state/shelf';
import { openDialog } from '../state/view';
import { flushMask } from './mask';
import { saveProject } from './save';
import { showDocument } from './switch';

/** The open photos that closing the window would take something from. */
export function unsavedPhotos(): { readonly id: string; readonly name: string }[] {
  return useShelf.getState().open.filter(({ id }) => {
    const photo = photoOf(id);
    return photo !== null && hasUnsavedWork(photo);
  });
}

/** The window is being closed: says that it may be, or asks the person first. */
export async function answerClosing(): Promise<void> {
  const closes = unsavedPhotos().length === 0;
  if (!closes) openDialog('quit');
  await request('answerClosing', { closes });
}

/** Closes the window; marks and repairs are kept for the next start, those of the last moment too. */
export async function closeWindow(): Promise<void> {
  for (const { id } of useShelf.getState().open) await attempt(() => flushMask(id), 'keep');
  const { document } = usePhoto.getState();
  const { repairs } = useRepairs.getState();
  if (document) await attempt(() => request('rememberRepairs', { document: document.id, repairs }), 'keep');
  await request('answerClosing', { closes: true });
}

/** Saves a project of each photo that has something to lose. False where the person cancels. */
export async function saveAllProjects(): Promise<boolean> {
  for (const { id } of unsavedPhotos()) {
    showDocument(id);
    if (!(await saveProject())) return false;
  }
  return true;
}
