import { badRequest } from '../../contract/errors';
import { quoted } from '../../contract/said';

/** The address of a queue. */
export interface QueueAddress {
  /** The URL for a Redis client. */
  readonly url: string;
  /** The URL without its password, for messages. */
  readonly told: string;
}

/**
 * Parses `redis://[user:password@]host[:port][/database]` or `rediss://` (TLS). `password` is used if the address has
 * none. Throws a PlainError (bad request) without the password in its message.
 */
export function parseQueueUrl(text: string, password?: string): QueueAddress {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !['redis:', 'rediss:'].includes(url.protocol) || url.hostname === '')
    throw badRequest(quoted('--queue must be the address of a Redis or Valkey, such as redis://host:6379.'));
  const isGiven = password !== undefined && url.password === '';
  if (isGiven) url.password = encodeURIComponent(password);
  const told = new URL(url);
  if (told.password !== '') told.password = '***';
  return { url: isGiven ? url.href : text, told: told.href };
}
