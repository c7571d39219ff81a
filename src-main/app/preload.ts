import { contextBridge, ipcRenderer, webUtils } from 'electron';
import { z } from '../contract/schema';
import type { Bridge } from '../contract/window/bridge';
import { channels, events, type Reply, replySchema } from '../contract/window/channels';
import { ADMIT_BYTES, ADMIT_PATH, channelMessage, EVENT, PICTURES_URL } from './names';
import { waitingEvents } from './waiting-events';

// The only code between the page and the main process. It has one function for each request of the contract, and gives
// the page no way to send any other message.

const { deliver, listen } = waitingEvents(Object.keys(events));
ipcRenderer.on(EVENT, (_event, name: unknown, payload: unknown) => deliver(String(name), payload));

const bridge: Bridge = {
  requests: requestFunctions(),
  on: listen,
  admitFile: async (file) => {
    const path = pathOf(file);
    return replySchema.parse(
      path === ''
        ? await ipcRenderer.invoke(ADMIT_BYTES, file.name, new Uint8Array(await file.arrayBuffer()))
        : await ipcRenderer.invoke(ADMIT_PATH, path),
    );
  },
  pictures: PICTURES_URL,
  downloadUrl: () => null,
};

contextBridge.exposeInMainWorld('daguerre', bridge);

function requestFunctions(): Bridge['requests'] {
  const functions = Object.keys(channels).map((name) => [
    name,
    async (input: unknown): Promise<Reply> =>
      replySchema.parse(await ipcRenderer.invoke(channelMessage(name), input)),
  ]);
  const complete = z.custom<Bridge['requests']>(
    (made) =>
      typeof made === 'object' && made !== null && Object.keys(channels).every((name) => name in made),
  );
  return complete.parse(Object.fromEntries(functions));
}

/** Returns the path of a dropped or chosen file, or an empty string if the file exists only in memory (a paste). */
function pathOf(file: File): string {
  if (webUtils) return webUtils.getPathForFile(file);
  // Before version 29 Electron gave files a native attribute. A path that the page wrote on an object is not read.
  const path: unknown = Object.getOwnPropertyDescriptor(File.prototype, 'path')?.get?.call(file);
  return typeof path === 'string' ? path : '';
}
