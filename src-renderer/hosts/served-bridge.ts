import { quoted } from '../../src-main/contract/said';
import { z } from '../../src-main/contract/schema';
import type { Bridge } from '../../src-main/contract/window/bridge';
import { channels, type Reply, replySchema } from '../../src-main/contract/window/channels';
import { say } from '../messages/messages';

/** The bridge of a page from a server on this machine: requests by POST, events by Server-Sent Events. */
export function servedBridge(): Bridge {
  // The token works once, so it is removed from the history.
  if (location.search.startsWith('?token=')) history.replaceState(null, '', location.pathname);
  const source = new EventSource('events');
  // The page must listen before a request causes events.
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
    admitFile: (file) => ask(`files?name=${encodeURIComponent(file.name)}`, { method: 'PUT', body: file }),
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
    if (!response.ok) return refusal((await response.text()).trim());
    return replySchema.parse(await response.json());
  } catch {
    return refusal('');
  }
}

/** The server's own words, if there are any. */
function refusal(words: string): Reply {
  return { ok: false, said: quoted(words || say('client.lost')), badRequest: false };
}

/** Creates the page's bridge if no preload has done so. Call it before the first request. */
export function connectHost(): void {
  if (!('daguerre' in globalThis)) Object.assign(globalThis, { daguerre: servedBridge() });
}
