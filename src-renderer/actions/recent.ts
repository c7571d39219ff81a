import { request } from '../client/client';
import { patchInfo } from '../state/program';

/** Reloads what the program offers to open: recent files that still exist, and unsaved work. */
export async function refreshFiles(): Promise<void> {
  const { recent, recovered } = await request('programInfo', {});
  patchInfo({ recent, recovered });
}

export async function forgetRecent(): Promise<void> {
  await request('forgetRecent', {});
  await refreshFiles();
}
