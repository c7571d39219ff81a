import { badRequest } from '../../contract/errors';
import { quoted } from '../../contract/said';

/** The address of a queue. */
export interface QueueAddress {
  /** The URL for a Redis client. */
  readonly url: string;
  /** The URL without its password, for messages. */
  readonly told: string;
}

/** Parses `redis://[user:password@]host[:port][/database]` or `rediss://` (TLS). Throws a PlainError (bad request). */
export function parseQueueUrl(text: string): QueueAddress {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !['redis:', 'rediss:'].includes(url.protocol) || url.hostname === '')
    throw badRequest(quoted('--queue must be the address of a Redis or Valkey, such as redis://host:6379.'));
  const told = new URL(text);
  if (told.password !== '') told.password = '***';
  return { url: text, told: told.href };
}
