import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/**
 * Controls access. The first request with the token gets a cookie that no page can read; after that the token is invalid.
 */
export class Entrance {
  readonly token = secret();
  readonly #value = secret();
  readonly #name: string;
  #used = false;

  /** @param port part of the cookie's name, because cookies ignore ports and a machine may run two servers */
  constructor(port: number) {
    this.#name = `daguerre-${port}`;
  }

  /** Returns the Set-Cookie header for the first use of the right token; undefined otherwise. */
  exchange(token: string): string | undefined {
    if (this.#used || !same(token, this.token)) return undefined;
    this.#used = true;
    return `${this.#name}=${this.#value}; Path=/; HttpOnly; SameSite=Strict`;
  }

  /** Whether a Cookie header contains this server's cookie. */
  admits(cookies: string | undefined): boolean {
    return (cookies ?? '').split(';').some((cookie) => {
      const [name, value = ''] = cookie.trim().split('=', 2);
      return name === this.#name && same(value, this.#value);
    });
  }
}

function secret(): string {
  return randomBytes(32).toString('base64url');
}

/** Compares in constant time. */
function same(a: string, b: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(a), digest(b));
}
