import { z } from '../../src-main/contract/schema';
import { fileRef } from '../../src-main/contract/window/basics';
import type { Bridge } from '../../src-main/contract/window/bridge';
import { channels, type Reply, replySchema } from '../../src-main/contract/window/channels';
import { faultWords } from '../client/fault-words';
import { PlainSentence } from '../client/plain-sentence';
import { say } from '../messages/messages';

/** The bridge of a page that a server of this machine sent: requests by POST, events by Server-Sent Events. */
export function servedBridge(): Bridge {
  // The token has been used up; it needs no place in the history.
  if (location.search.startsWith('?token=')) history.replaceState(null, '', location.pathname);
  const source = new EventSource('events');
  // A request's events must find the page listening.
  const listening = new Promise<void>((resolve) => {
    source.addEventListener('open', () => resolve(), { once: true });
    source.addEventListener('error', () => resolve(), { once: true });
  });

  return {
    requests: requestFunctions(async (name, input) => {
      await listening;
      return ask(`requests/${name}`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify(input),
      });
    }),
    on: (event, listener) => {
      const heard = ({ data }: MessageEvent<string>) => listener(JSON.parse(data));
      source.addEventListener(event, heard);
      return () => source.removeEventListener(event, heard);
    },
    admitFile: async (file) => {
      const reply = await ask(`files?name=${encodeURIComponent(file.name)}`, { method: 'PUT', body: file });
      if (!reply.ok) throw new PlainSentence(faultWords(reply.fault, reply.message), reply.badRequest);
      return fileRef.parse(reply.value);
    },
    pictures: new URL('pictures/', location.href).href,
    downloadUrl: (file) => `files/${file}`,
  };
}

function requestFunctions(send: (name: string, input: unknown) => Promise<Reply>): Bridge['requests'] {
  const names = Object.keys(channels);
  const functions = Object.fromEntries(names.map((name) => [name, (input: unknown) => send(name, input)]));
  const complete = z.custom<Bridge['requests']>(
    (made) => typeof made === 'object' && made !== null && names.every((name) => name in made),
  );
  return complete.parse(functions);
}

async function ask(address: string, request: RequestInit): Promise<Reply> {
  try {
    const response = await fetch(address, request);
    if (!response.ok)
      return {
        ok: false,
        message: `${await response.text()}`.trim() || say('client.lost'),
        badRequest: false,
      };
    return replySchema.parse(await response.json());
  } catch {
    return { ok: false, message: say('client.lost'), badRequest: false };
  }
}

/** Gives the page its bridge where no preload has done so. Call it before the page asks anything. */
export function connectHost(): void {
  if (!('daguerre' in globalThis)) Object.assign(globalThis, { daguerre: servedBridge() });
}
