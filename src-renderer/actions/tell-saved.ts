import type { FileRef } from '../../src-main/contract/window/basics';
import { request } from '../client/client';
import { say } from '../messages/messages';
import { dismiss, speak, start, tellDone } from '../state/alerts';
import { useProgram } from '../state/program';
import { fetchWritten } from './choose-files';

/** How long it is said that a file was saved, in milliseconds. */
const TOLD_FOR = 8000;

/**
 * Says that a file was written, and offers to show where; in a browser it is downloaded, and can be fetched once more.
 */
export function tellSaved({ id, name }: FileRef, message: string): void {
  const url = fetchWritten(id, name);
  const canReveal = useProgram.getState().info?.capabilities.reveal ?? false;
  const shown = tellDone('save', {
    message,
    ...(url !== null && { download: { url, name } }),
    ...(canReveal && {
      action: { label: say('save.reveal'), act: () => start(() => request('reveal', { file: id })) },
    }),
  });
  // Nothing has to be done about it, unless it has to be fetched.
  if (url === null) setTimeout(() => dismiss(shown), TOLD_FOR);
  speak(message);
}
