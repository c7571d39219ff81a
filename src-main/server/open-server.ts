import fastify, { type FastifyError, type FastifyInstance, type FastifyReply } from 'fastify';
import { badRequest, failure } from '../contract/errors';
import { quoted, said } from '../contract/said';
import { parseTileAddress } from '../shell/tile-address';
import { answerRequest, replyWith } from '../studio/answer';
import type { Host, StudioFolders } from '../studio/host';
import { openStudio } from '../studio/open-studio';
import type { Studio } from '../studio/studio';
import { Entrance } from './entrance';
import { EventStream } from './event-stream';
import { addFileRoutes } from './file-routes';
import { guard } from './guard';
import { addPageRoutes, requirePage } from './page-routes';

/** A server that shows the window in a browser of this machine. */
export interface Server {
  /** The address to open; its token works once. */
  readonly entrance: string;
  readonly port: number;
  close(): Promise<void>;
}

/** Most bytes of a request's JSON; the whole mask of a photo of 100 megapixels fits. */
const LARGEST_REQUEST = 256 * 2 ** 20;

/** Time limits for a browser of this machine, in milliseconds. */
const LIMITS = {
  /** For a request's headers, and for the first byte of any data. */
  headers: 20_000,
  /** For a whole request, such as a scan of gigabytes on a slow disk. */
  request: 600_000,
  /** Between two requests of one connection. */
  idle: 60_000,
  /** Between two checks of all connections. */
  check: 10_000,
};

/**
 * Starts a server on the loopback interface; port 0 means any free port. Throws a PlainError if the page is missing or
 * the port can't be used.
 */
export async function openServer(options: {
  port: number;
  page: string;
  folders: StudioFolders;
  limits?: typeof LIMITS;
}): Promise<Server> {
  const { headers, request, idle, check } = options.limits ?? LIMITS;
  // Checked before anything is started that would have to be stopped again.
  const page = requirePage(options.page);
  const studio = await openStudio({ host: serverHost(), folders: options.folders });
  const events = new EventStream();
  studio.onEvent((name, payload) => events.send(name, payload));

  // A log would contain addresses, including the one with the token.
  const server = fastify({
    logger: false,
    bodyLimit: LARGEST_REQUEST,
    forceCloseConnections: true,
    requestTimeout: request,
    keepAliveTimeout: idle,
    http: { headersTimeout: headers, connectionsCheckingInterval: check },
  });
  server.setErrorHandler(inWords);
  let entrance = new Entrance(0);
  let port = 0;
  let index = (reply: FastifyReply): unknown => reply.code(404).send();
  guard(server, { port: () => port, entrance: () => entrance, index: (reply) => index(reply) });
  index = addPageRoutes(server, page);
  addStudioRoutes(server, studio, events);
  addFileRoutes(server, studio);

  const close = async () => {
    events.end();
    await server.close();
    await studio.close();
  };
  try {
    const address = await server.listen({ host: '127.0.0.1', port: options.port });
    port = Number(new URL(address).port) || options.port;
  } catch (error) {
    await close();
    throw failure(
      quoted(
        `Port ${options.port} of this machine can't be used (${error instanceof Error ? error.message : error}); choose another by --port.`,
      ),
      error,
    );
  }
  entrance = new Entrance(port);
  return { entrance: `http://127.0.0.1:${port}/?token=${entrance.token}`, port, close };
}

/** Answers a request that was refused before its route ran, in the form that the page shows. */
async function inWords(error: FastifyError, _request: unknown, reply: FastifyReply): Promise<unknown> {
  const refused = error.statusCode === 413 ? badRequest(said('requestTooLarge')) : error;
  return reply.code(200).send(await replyWith(() => Promise.reject(refused)));
}

function addStudioRoutes(server: FastifyInstance, studio: Studio, events: EventStream): void {
  server.post<{ Params: { channel: string } }>('/requests/:channel', (request) =>
    answerRequest(studio, request.params.channel, request.body),
  );
  server.get('/events', (request, reply) => {
    reply.hijack();
    const lastSeen = request.headers['last-event-id'];
    events.attach(reply.raw, typeof lastSeen === 'string' ? lastSeen : undefined);
  });
  server.get<{ Params: { '*': string } }>('/pictures/*', async (request, reply) => {
    const asked = parseTileAddress(request.params['*']);
    const tile = asked && (await studio.readTile(asked.picture, asked.level, asked.column, asked.row));
    if (!tile) return reply.code(asked && studio.knewPicture(asked.picture) ? 204 : 404).send();
    return reply
      .headers({
        'Content-Type': tile.type,
        // A picture's id never gets other contents.
        'Cache-Control': 'private, max-age=3600, immutable',
        'X-Content-Type-Options': 'nosniff',
      })
      .send(Buffer.from(tile.bytes.buffer, tile.bytes.byteOffset, tile.bytes.byteLength));
  });
}

/** The host for a browser, which has no system dialogs: files are uploaded, and saved files are downloaded. */
function serverHost(): Host {
  return {
    capabilities: {
      dialogs: false,
      reveal: false,
      menu: false,
      folders: false,
      power: false,
      updates: false,
    },
    systemLocale: null,
    chooseToOpen: async () => [],
    chooseToSave: async () => null,
    chooseFolder: async () => null,
    power: null,
    reveal: async () => {},
    // A tab closes without asking the server; its photos stay open.
    answerClosing: () => {},
  };
}
