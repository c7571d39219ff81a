import { z } from '../../src-main/contract/schema';
import type { FileRef } from '../../src-main/contract/window/basics';
import type { Bridge } from '../../src-main/contract/window/bridge';
import {
  type ChannelInput,
  type ChannelName,
  type ChannelOutput,
  channels,
  type EventName,
  type EventPayload,
  events,
  replySchema,
} from '../../src-main/contract/window/channels';
import { say } from '../messages/messages';
import { faultWords } from './fault-words';
import { PlainSentence, sentenceOf } from './plain-sentence';
import { sentenceWords } from './sentence-words';

/** Whether a host has put its bridge into this page. */
export function hasBridge(): boolean {
  return typeof globalThis.daguerre === 'object';
}

/** The host's bridge; a PlainSentence where the page was opened without one. */
export function bridge(): Bridge {
  if (!hasBridge()) throw new PlainSentence(say('client.noBridge'), false);
  return globalThis.daguerre;
}

/** Makes a request and parses its answer. Rejects with a PlainSentence that can be shown as it is. */
export async function request<Name extends ChannelName>(
  name: Name,
  input: ChannelInput<Name>,
): Promise<ChannelOutput<Name>> {
  const reply = replySchema.safeParse(await bridge().requests[name](input));
  if (!reply.success) throw new PlainSentence(say('client.unreadable', { name }), false);
  if (!reply.data.ok) {
    const { fault, message, badRequest } = reply.data;
    throw new PlainSentence(faultWords(fault, message), badRequest);
  }
  const answer = parseOutput(channels, name, reply.data.value);
  if (!answer.success) throw new PlainSentence(say('client.unreadable', { name }), false);
  return answer.data;
}

/** Makes a file of the page's known to the program. Rejects with a PlainSentence that can be shown as it is. */
export async function admit(file: File): Promise<FileRef> {
  try {
    return await bridge().admitFile(file);
  } catch (error) {
    if (error instanceof PlainSentence) throw error;
    // From a preload's world an error brings its message alone.
    throw new PlainSentence(sentenceWords(sentenceOf(error)), false);
  }
}

/** Listens to an event until the returned function is called; payloads that don't parse are left out. */
export function listen<Name extends EventName>(
  event: Name,
  listener: (payload: EventPayload<Name>) => void,
): () => void {
  return bridge().on(event, (payload) => {
    const parsed = parsePayload(events, event, payload);
    if (parsed.success) listener(parsed.data);
  });
}

// Generic over the table: TypeScript keeps a channel's name and its schema together only so.
function parseOutput<
  Table extends Readonly<Record<string, { readonly output: z.ZodType }>>,
  Name extends keyof Table & string,
>(table: Table, name: Name, value: unknown) {
  return z.safeParse<Table[Name]['output']>(table[name].output, value);
}

function parsePayload<Table extends Readonly<Record<string, z.ZodType>>, Name extends keyof Table & string>(
  table: Table,
  name: Name,
  value: unknown,
) {
  return z.safeParse<Table[Name]>(table[name], value);
}
