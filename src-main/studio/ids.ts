import { randomBytes } from 'node:crypto';

/** An opaque id that can't be guessed. */
export function newId(): string {
  return randomBytes(15).toString('base64url');
}
