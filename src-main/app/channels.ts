import { type IpcMainInvokeEvent, ipcMain } from 'electron';
import { said } from '../contract/said';
import { z } from '../contract/schema';
import { channels, type Reply } from '../contract/window/channels';
import { answerRequest, replyWith } from '../studio/answer';
import type { Studio } from '../studio/studio';
import { ADMIT_BYTES, ADMIT_PATH, channelMessage, PAGE_ORIGIN } from './names';

/** Answers the page's requests. This is the only file that uses ipcMain; a test checks that. */
export function answerChannels(studio: Promise<Studio>): void {
  for (const name of Object.keys(channels)) {
    handle(channelMessage(name), async (input) => answerRequest(await studio, name, input));
  }
  handle(ADMIT_PATH, (path) =>
    replyWith(async () => (await studio).admitPath(z.string().min(1).parse(path))),
  );
  handle(ADMIT_BYTES, (name, bytes) =>
    replyWith(async () =>
      (await studio).admitBytes(z.string().parse(name), z.instanceof(Uint8Array).parse(bytes)),
    ),
  );
}

/** Registers a handler. It refuses every request that doesn't come from the top frame of the program's own page. */
function handle(message: string, answer: (...input: unknown[]) => Promise<Reply>): void {
  ipcMain.handle(message, async (event, ...input: unknown[]) => {
    if (!isOwnPage(event)) return refusal();
    return answer(...input);
  });
}

function isOwnPage({ senderFrame }: IpcMainInvokeEvent): boolean {
  if (!senderFrame || senderFrame.parent !== null) return false;
  const { protocol, host } = new URL(senderFrame.url);
  return `${protocol}//${host}` === PAGE_ORIGIN;
}

function refusal(): Reply {
  return { ok: false, said: said('ownWindowOnly'), badRequest: true };
}
