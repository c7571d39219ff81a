import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/**
 * Who may come in: whoever shows the token once is given a session, kept in a cookie that no page can read; from then on
 * the token is useless.
 */
export class Entrance {
  readonly token = secret();
  readonly #session = secret();
  readonly #cookie: string;
  #used = false;

  /** @param port cookies don't know ports: its number keeps two servers on one machine apart */
  constructor(port: number) {
    this.#cookie = `daguerre-${port}`;
  }

  /** The Set-Cookie header for one who shows the token, the first time; undefined otherwise. */
  exchange(token: string): string | undefined {
    if (this.#used || !same(token, this.token)) return undefined;
    this.#used = true;
    return `${this.#cookie}=${this.#session}; Path=/; HttpOnly; SameSite=Strict`;
  }

  /** Whether a Cookie header holds the session. */
  admits(cookies: string | undefined): boolean {
    return (cookies ?? '').split(';').some((cookie) => {
      const [name, value = ''] = cookie.trim().split('=', 2);
      return name === this.#cookie && same(value, this.#session);
    });
  }
}

function secret(): string {
  return randomBytes(32).toString('base64url');
}

/** Takes as long for a near miss as for any other. */
function same(a: string, b: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(a), digest(b));
}
