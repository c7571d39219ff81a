import type { FileRef } from '../../src-main/contract/window/basics';
import { request } from '../client/client';
import { say } from '../messages/messages';
import { dismiss, speak, start, tellDone } from '../state/alerts';
import { useProgram } from '../state/program';
import { fetchWritten } from './choose-files';

/** Milliseconds for which the message about a saved file is shown. */
const TOLD_FOR = 8000;

/** Says that a file was saved, and offers to show it in its folder; in a browser it is downloaded and can be downloaded again. */
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
  // The message needs no action, unless the file must be downloaded.
  if (url === null) setTimeout(() => dismiss(shown), TOLD_FOR);
  speak(message);
}
