import { randomBytes } from 'node:crypto';

/** An opaque name that says nothing and can't be guessed. */
export function newId(): string {
  return randomBytes(15).toString('base64url');
}
