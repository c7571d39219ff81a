import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { said } from '../contract/said';
import { pageHeaders } from '../shell/policy';
import { ADDRESS_USED } from './address-used';
import type { Entrance } from './entrance';

/** The names that this machine alone answers to: any other Host comes from a page that tricked the name service. */
function ownHosts(port: number): string[] {
  return [`127.0.0.1:${port}`, `localhost:${port}`];
}

/**
 * Refuses every request that isn't this server's own page's: another Host, another Origin, no session. `index` answers
 * for the one who comes in by the token.
 */
export function guard(
  server: FastifyInstance,
  {
    port,
    entrance,
    index,
  }: { port: () => number; entrance: () => Entrance; index: (reply: FastifyReply) => unknown },
): void {
  server.addHook('onRequest', async (request, reply) => {
    if (!ownHosts(port()).includes(request.headers.host ?? ''))
      return refuse(reply, 421, said('nothingHere'));
    const session = tokenOf(request) === undefined ? undefined : entrance().exchange(tokenOf(request) ?? '');
    if (session !== undefined) {
      reply.header('Set-Cookie', session);
      return index(reply);
    }
    if (!entrance().admits(request.headers.cookie)) {
      return refuse(reply, 401, Object.values(ADDRESS_USED).join('\n'));
    }
    if (!isSameOrigin(request)) return refuse(reply, 403, said('ownWindowOnly'));
    return undefined;
  });
}

/** The token of the entrance's address, and of no other. */
function tokenOf({ url, method }: FastifyRequest): string | undefined {
  return method === 'GET' && url.startsWith('/?token=') ? url.slice('/?token='.length) : undefined;
}

/** Whatever changes something must name its origin; nothing may name another's. */
function isSameOrigin({ headers, method }: FastifyRequest): boolean {
  const { origin, host } = headers;
  const site = headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return false;
  if (origin === undefined) return method === 'GET';
  return origin === `http://${host}`;
}

function refuse(reply: FastifyReply, status: number, words: string): FastifyReply {
  return reply.code(status).headers(pageHeaders('text/plain; charset=utf-8')).send(`${words}\n`);
}
