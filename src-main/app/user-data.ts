import { join } from 'node:path';
import { app } from 'electron';
import { type UserFolders, userFolders } from '../shell/user-folders';

/** Tells Electron where to keep its own files, before it is ready, and returns the program's folders. */
export function placeUserData(): UserFolders {
  const folders = userFolders();
  app.setPath('userData', folders.state);
  if (folders.cache !== folders.state) app.setPath('sessionData', join(folders.cache, 'chromium'));
  return folders;
}
