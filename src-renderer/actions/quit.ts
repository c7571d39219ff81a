import { request } from '../client/client';
import { attempt } from '../state/alerts';
import { hasUnsavedWork } from '../state/photo';
import { usePhotos } from '../state/photos';
import { openDialog } from '../state/view';
import { flushMask, rememberRepairs } from './keep';
import { saveProject } from './save';
import { showDocument } from './switch';

/** The open photos that closing the window would take something from. */
export function unsavedPhotos(): { readonly id: string; readonly name: string }[] {
  return [...usePhotos.getState().open.values()].filter(hasUnsavedWork).map(({ document }) => document);
}

/** The window is being closed: says that it may be, or asks the person first. */
export async function answerClosing(): Promise<void> {
  const closes = unsavedPhotos().length === 0;
  if (!closes) openDialog('quit');
  await request('answerClosing', { closes });
}

/** Closes the window; marks and repairs are kept for the next start, those of the last moment too. */
export async function closeWindow(): Promise<void> {
  for (const id of usePhotos.getState().open.keys()) {
    await attempt(() => flushMask(id), 'keep');
    await attempt(() => rememberRepairs(id), 'keep');
  }
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
