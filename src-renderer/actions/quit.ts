import { request } from '../client/client';
import { attempt } from '../state/alerts';
import { hasUnsavedWork } from '../state/photo';
import { usePhotos } from '../state/photos';
import { openDialog } from '../state/view';
import { flushMask, rememberRepairs } from './keep';
import { saveProject } from './save';
import { showDocument } from './switch';

/** The open photos with work that closing the window would lose. */
export function unsavedPhotos(): { readonly id: string; readonly name: string }[] {
  return [...usePhotos.getState().open.values()].filter(hasUnsavedWork).map(({ document }) => document);
}

/** Handles the closing of the window: allows it, or asks the user first. */
export async function answerClosing(): Promise<void> {
  const closes = unsavedPhotos().length === 0;
  if (!closes) openDialog('quit');
  await request('answerClosing', { closes });
}

/** Closes the window; marks and repairs are kept for the next start, including the latest changes. */
export async function closeWindow(): Promise<void> {
  for (const id of usePhotos.getState().open.keys()) {
    await attempt(() => flushMask(id), 'keep');
    await attempt(() => rememberRepairs(id), 'keep');
  }
  await request('answerClosing', { closes: true });
}

/** Saves a project for each photo with unsaved work. False if the user cancels. */
export async function saveAllProjects(): Promise<boolean> {
  for (const { id } of unsavedPhotos()) {
    showDocument(id);
    if (!(await saveProject())) return false;
  }
  return true;
}
