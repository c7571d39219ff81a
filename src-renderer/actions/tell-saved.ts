import type { FileRef } from '../../src-main/contract/window/basics';
import { dismiss, speak, tellDone } from '../state/alerts';
import { fetchWritten } from './choose-files';

/** How long it is said that a file was saved, in milliseconds. */
const TOLD_FOR = 8000;

/** Says that a file was written; in a browser it is downloaded, and can be fetched once more. */
export function tellSaved({ id, name }: FileRef, message: string): void {
  const url = fetchWritten(id, name);
  const shown = tellDone('save', { message, ...(url !== null && { download: { url, name } }) });
  // Nothing is left to do about it, unless it has to be fetched.
  if (url === null) setTimeout(() => dismiss(shown), TOLD_FOR);
  speak(message);
}
