import { badRequest } from '../contract/errors';
import { said } from '../contract/said';
import { z } from '../contract/schema';
import { type ChannelName, channels, type Reply } from '../contract/window/channels';
import { packError } from '../transport/messages';
import type { Studio } from './studio';

/** Whether the window may make a request of this name. */
export function isChannelName(name: string): name is ChannelName {
  return Object.hasOwn(channels, name);
}

/**
 * Answers one request of a window: what every host does once it knows that the request comes from its own page.
 * Input that the schema refuses is a bad request; whatever goes wrong becomes a sentence, never a rejection.
 */
export async function answerRequest(studio: Studio, name: string, input: unknown): Promise<Reply> {
  try {
    if (!isChannelName(name)) throw badRequest(said('requestNotThere'));
    return { ok: true, value: await call(channels, studio.handlers, name, input) };
  } catch (error) {
    const { message, badRequest: isBad, fault } = packError(error);
    return { ok: false, message, badRequest: isBad, ...(fault && { fault }) };
  }
}

/** What a table of channels says of each: the part of the contract that calling one needs. */
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
    throw badRequest(said('windowRequestMalformed', { name, detail: z.prettifyError(parsed.error) }));
  }
  return handlers[name](parsed.data);
}
