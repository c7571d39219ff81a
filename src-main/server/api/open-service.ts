import { rm } from 'node:fs/promises';
import { STATUS_CODES } from 'node:http';
import { isIP } from 'node:net';
import multipart from '@fastify/multipart';
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { failure } from '../../contract/errors';
import { quoted } from '../../contract/said';
import { makeWorkingFolder } from '../../imaging/working-folder';
import { startEngine, stopEngine } from '../../jobs/engine';
import type { PhotoJob } from '../../jobs/photo-job';
import { PhotoMetrics } from '../../metrics/photo-metrics';
import { cardPath, readCard } from '../../network/model-card';
import { requireKey } from './bearer';
import { ENDPOINTS } from './endpoints';
import { Refusal, refusalOf } from './refusal';
import type { Service } from './service';
import { Turns } from './turns';

export interface ServiceOptions {
  /** An address of this machine. */
  readonly host: string;
  /** 0 means any free port. */
  readonly port: number;
  readonly key: string;
  readonly network: PhotoJob['network'];
  /** Number of requests that may wait besides the one being processed. */
  readonly waiting: number;
  readonly limits?: ServiceLimits;
}

/** Time limits for a client, in milliseconds. */
interface ServiceLimits {
  /** For a request's headers, and for the first byte of any data. */
  readonly headers: number;
  /** For a whole request, such as a scan of gigabytes over a network. */
  readonly request: number;
  /** Between two requests of one connection. */
  readonly idle: number;
  /** Between two checks of all connections. */
  readonly check: number;
  /** Between two bytes of a photo, or of its answer. */
  readonly stall: number;
}

const LIMITS: ServiceLimits = {
  headers: 20_000,
  request: 600_000,
  idle: 60_000,
  check: 10_000,
  stall: 30_000,
};
/** Most bytes of a body that isn't multipart; no endpoint has one. */
const LARGEST_OTHER = 1024;

/** Milliseconds for the answers to open requests when the service ends; a running call of the network may finish first. */
const LAST_ANSWERS_MS = 5000;
/** Milliseconds for a client to read why its photo was refused. */
const LINGER_MS = 1000;

/** A running service. */
export interface RunningService {
  readonly address: string;
  readonly port: number;
  close(): Promise<void>;
}

/** Starts the HTTP service. Throws a PlainError if the network's card or the address can't be used. */
export async function openService(options: ServiceOptions): Promise<RunningService> {
  const { host, port, key, network, waiting, limits = LIMITS } = options;
  const card = await readCard(cardPath(network.modelPath));
  const folder = await makeWorkingFolder('served');
  const engine = await startEngine();
  const closing = new AbortController();
  const metrics: PhotoMetrics = new PhotoMetrics('service', {
    depth: () => turns.depth,
    network: card,
    pids: () => ({ compute: engine.compute.pid, imaging: engine.imaging.pid }),
  });
  const turns = new Turns(waiting, () => metrics.meanSeconds);
  const service = { engine, network, folder, turns, metrics, stallMs: limits.stall, closing: closing.signal };
  const server = makeServer(service, key, host, limits);
  const close = async () => {
    closing.abort(new Refusal(503, 'The service ends; try again later.'));
    // Each client gets its answer before its connection is closed.
    await turns.emptied(LAST_ANSWERS_MS);
    await server.close();
    await Promise.all([stopEngine(engine), rm(folder, { recursive: true, force: true })]);
  };
  try {
    const found = Number(new URL(await server.listen({ host, port })).port) || port;
    return { address: `http://${isIP(host) === 6 ? `[${host}]` : host}:${found}`, port: found, close };
  } catch (error) {
    await close();
    const why = error instanceof Error ? error.message : error;
    throw failure(
      quoted(`Port ${port} of ${host} can't be used (${why}); choose another by --port or --host.`),
      error,
    );
  }
}

function makeServer(service: Service, key: string, host: string, limits: ServiceLimits): FastifyInstance {
  // A log would contain names of photos.
  const server = fastify({
    logger: false,
    bodyLimit: LARGEST_OTHER,
    forceCloseConnections: true,
    requestTimeout: limits.request,
    keepAliveTimeout: limits.idle,
    http: { headersTimeout: limits.headers, connectionsCheckingInterval: limits.check },
  });
  const requests = service.metrics.registry.counter(
    'daguerre_requests_total',
    'Answers of the service by endpoint and status.',
    [],
  );
  server.register(multipart, { throwFileSizeLimit: false });
  server.setErrorHandler((error, request, reply) => refuse(error, request, reply));
  server.setNotFoundHandler((request, reply) =>
    refuse(new Refusal(404, 'There is nothing here; /openapi.json lists what is.'), request, reply),
  );
  server.addHook('onRequest', async (request) => {
    checkHost(request, host);
    const isOpen = ENDPOINTS.some(({ isOpen, path }) => isOpen && path === request.routeOptions.url);
    if (!isOpen) requireKey(request.headers.authorization, key);
  });
  server.addHook('onSend', async (_request, reply) => {
    reply.headers({ 'Cache-Control': 'no-store', 'X-Content-Type-Options': 'nosniff' });
  });
  server.addHook('onResponse', async (request, reply) => {
    requests.add(1, { endpoint: request.routeOptions.url ?? 'none', status: String(reply.statusCode) });
  });
  // Registered after the multipart parser, which is a plugin too.
  server.register(async (routes) => {
    for (const { method, path, handle } of ENDPOINTS)
      routes.route({ method, url: path, handler: (request, reply) => handle(service, request, reply) });
  });
  return server;
}

/** On the loopback interface any other Host comes from a page that uses DNS rebinding. */
function checkHost({ headers, socket }: FastifyRequest, host: string): void {
  if (host !== '127.0.0.1') return;
  const own = [`127.0.0.1:${socket.localPort}`, `localhost:${socket.localPort}`];
  if (!own.includes(headers.host ?? '')) throw new Refusal(421, 'There is nothing here.');
}

/**
 * Closes the connection of a request that was refused while its photo arrives, but only after a moment: otherwise it
 * would be reset before the client has read the reason.
 */
function lingerFor({ raw }: FastifyRequest): void {
  if (!raw.complete) setTimeout(() => raw.complete || raw.socket.destroy(), LINGER_MS).unref();
}

/** Answers with the problem in the form of RFC 9457. */
function refuse(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const { status, message, headers } = refusalOf(error);
  reply.raw.once('finish', () => lingerFor(request));
  return reply
    .code(status)
    .headers(headers)
    .type('application/problem+json; charset=utf-8')
    .send(JSON.stringify({ title: STATUS_CODES[status] ?? 'Refused', status, detail: message }));
}
