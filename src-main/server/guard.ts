import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { inEnglish, said } from '../contract/said';
import { pageHeaders } from '../shell/policy';
import type { Entrance } from './entrance';

/** The valid Host headers. Any other Host comes from a page that uses DNS rebinding. */
function ownHosts(port: number): string[] {
  return [`127.0.0.1:${port}`, `localhost:${port}`];
}

/**
 * Refuses every request that doesn't come from this server's own page: one with another Host, another Origin, or
 * without the cookie. `index` answers the request with the token.
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
      return refuse(reply, 421, inEnglish(said('nothingHere')));
    const cookie = tokenOf(request) === undefined ? undefined : entrance().exchange(tokenOf(request) ?? '');
    if (cookie !== undefined) {
      reply.header('Set-Cookie', cookie);
      return index(reply);
    }
    if (!entrance().admits(request.headers.cookie)) {
      return refuse(reply, 401, Object.values(ADDRESS_USED).join('\n'));
    }
    if (!isSameOrigin(request)) return refuse(reply, 403, inEnglish(said('ownWindowOnly')));
    return undefined;
  });
}

/** The token in the entrance's address; undefined for any other address. */
function tokenOf({ url, method }: FastifyRequest): string | undefined {
  return method === 'GET' && url.startsWith('/?token=') ? url.slice('/?token='.length) : undefined;
}

/** Requests other than GET must have an Origin header, and no request may have a foreign one. */
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

/**
 * The message for an address that was already used. It is shown in all languages, because without a page the user's
 * language isn't known.
 */
const ADDRESS_USED = {
  en: 'This address of Daguerre worked once. Start it again to get another.',
  de: 'Diese Adresse von Daguerre galt nur einmal. Starten Sie es neu, um eine andere zu bekommen.',
  es: 'Esta dirección de Daguerre servía una sola vez. Inícielo de nuevo para obtener otra.',
  fr: 'Cette adresse de Daguerre ne servait qu’une fois. Relancez-le pour en obtenir une autre.',
  ja: 'この Daguerre のアドレスは一度しか使えません。起動し直して新しいアドレスを開いてください。',
  zh: 'Daguerre 的这个地址只能使用一次。请重新启动以获取新地址。',
};
