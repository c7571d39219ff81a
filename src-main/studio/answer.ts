import { badRequest } from '../contract/errors';
import { issuesInEnglish, said } from '../contract/said';
import { z } from '../contract/schema';
import { type ChannelName, channels, type Reply } from '../contract/window/channels';
import { packError } from '../transport/messages';
import type { Studio } from './studio';

/** Whether the window may send a request with this name. */
export function isChannelName(name: string): name is ChannelName {
  return Object.hasOwn(channels, name);
}

/**
 * Answers one request of a window. Every host calls this after it has verified that the request comes from its own page.
 * Input that doesn't fit the schema is a bad request.
 */
export function answerRequest(studio: Studio, name: string, input: unknown): Promise<Reply> {
  return replyWith(async () => {
    if (!isChannelName(name)) throw badRequest(said('requestNotThere'));
    return call(channels, studio.handlers, name, input);
  });
}

/** The reply with the result of some work, or with the message of its failure; never rejects. */
export async function replyWith(work: () => Promise<unknown>): Promise<Reply> {
  try {
    return { ok: true, value: await work() };
  } catch (error) {
    const { said, badRequest } = packError(error);
    return { ok: false, said, badRequest };
  }
}

/** The part of a table of channels that a call needs. */
type Inputs = Readonly<Record<string, { readonly input: z.ZodType }>>;

type Callees<Table extends Inputs> = {
  readonly [Name in keyof Table]: (input: z.output<Table[Name]['input']>) => Promise<unknown>;
};

async function call<Table extends Inputs, Name extends keyof Table & string>(
  table: Table,
  handlers: Callees<Table>,
  name: Name,
  input: unknown,
): Promise<unknown> {
  const parsed = z.safeParse<Table[Name]['input']>(table[name].input, input);
  if (!parsed.success) {
    throw badRequest(said('windowRequestMalformed', { name, detail: issuesInEnglish(parsed.error) }));
  }
  return handlers[name](parsed.data);
}
