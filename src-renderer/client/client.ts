import { z } from '../../src-main/contract/schema';
import { type FileRef, fileRef } from '../../src-main/contract/window/basics';
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
import { saidWords } from './said-words';

/** Whether a host has put its bridge into this page. */
export function hasBridge(): boolean {
  return typeof globalThis.daguerre === 'object';
}

/** The host's bridge. Throws a PlainSentence if the page was opened without one. */
export function bridge(): Bridge {
  if (!hasBridge()) throw new PlainSentence(say('client.noBridge'), false);
  return globalThis.daguerre;
}

/** Sends a request and parses the reply. Rejects with a PlainSentence that can be shown to the user. */
export async function request<Name extends ChannelName>(
  name: Name,
  input: ChannelInput<Name>,
): Promise<ChannelOutput<Name>> {
  const answer = parseOutput(channels, name, heldBy(await bridge().requests[name](input), name));
  if (!answer.success) throw new PlainSentence(say('client.unreadable', { name }), false);
  return answer.data;
}

/** Registers a file of the page with the program. Rejects with a PlainSentence that can be shown to the user. */
export async function admit(file: File): Promise<FileRef> {
  const admitted = fileRef.safeParse(heldBy(await bridge().admitFile(file), file.name));
  if (!admitted.success) throw new PlainSentence(say('client.unreadable', { name: file.name }), false);
  return admitted.data;
}

/** Returns a reply's value or throws its error; `name` is the name of the request. */
function heldBy(reply: unknown, name: string): unknown {
  const { data } = replySchema.safeParse(reply);
  if (!data) throw new PlainSentence(say('client.unreadable', { name }), false);
  if (!data.ok) throw new PlainSentence(saidWords(data.said), data.badRequest);
  return data.value;
}

/** Listens to an event until the returned function is called; payloads that don't parse are ignored. */
export function listen<Name extends EventName>(
  event: Name,
  listener: (payload: EventPayload<Name>) => void,
): () => void {
  return bridge().on(event, (payload) => {
    const parsed = parsePayload(events, event, payload);
    if (parsed.success) listener(parsed.data);
  });
}

// Generic over the table, because otherwise TypeScript doesn't connect a channel's name with its schema.
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

/** An error whose message is a sentence for the user. */
class PlainSentence extends Error {
  override readonly name = 'PlainSentence';
  readonly badRequest: boolean;

  constructor(message: string, badRequest: boolean) {
    super(message);
    this.badRequest = badRequest;
  }
}

/** The text to show for anything that was thrown. */
export function sentenceOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
