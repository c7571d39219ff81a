import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { Refusal } from './refusal';

/** Fewest characters of a key, so that nobody can guess it. */
export const SHORTEST_KEY = 16;

/** Whether a text can be a key: long enough, of characters that fit into a header. */
export function isKey(text: string): boolean {
  return text.length >= SHORTEST_KEY && text.length <= 1000 && /^[\x21-\x7e]+$/.test(text);
}

/** A random key, for a service without a given one. */
export function newKey(): string {
  return randomBytes(32).toString('base64url');
}

/** Throws a Refusal unless an Authorization header has the key: 401 without a key, 403 with a wrong one. */
export function requireKey(header: string | undefined, key: string): void {
  const given = /^Bearer +(.+)$/i.exec(header ?? '')?.[1];
  if (given === undefined)
    throw new Refusal(401, 'Send the key of this service: Authorization: Bearer KEY.', {
      'WWW-Authenticate': 'Bearer realm="Daguerre"',
    });
  if (!same(given, key)) throw new Refusal(403, 'This is not the key of this service.');
}

/** Compares in constant time. */
function same(a: string, b: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(a), digest(b));
}
