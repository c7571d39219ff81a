import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { failure } from '../contract/errors';
import { quoted } from '../contract/said';
import { type Registry, TEXT_FORMAT } from './registry';

/** An address of this machine. */
export interface MetricsPlace {
  readonly host: string;
  /** 0 means any free port. */
  readonly port: number;
}

/** A running server of metrics. */
export interface MetricsServer {
  readonly address: string;
  close(): Promise<void>;
}

/** Milliseconds for a request; Prometheus is the only client. */
const REQUEST_MS = 5000;
const MOST_CONNECTIONS = 16;

/** Answers GET /metrics with a registry. Throws a PlainError if the address can't be used. */
export async function serveMetrics({ host, port }: MetricsPlace, registry: Registry): Promise<MetricsServer> {
  const server = createServer(
    { headersTimeout: REQUEST_MS, requestTimeout: REQUEST_MS },
    (request, response) => answer(request, response, registry),
  );
  server.maxConnections = MOST_CONNECTIONS;
  try {
    server.listen({ host, port });
    await once(server, 'listening');
  } catch (error) {
    const why = error instanceof Error ? error.message : error;
    throw failure(
      quoted(`Port ${port} of ${host} can't be used for metrics (${why}); choose another by --metrics.`),
      error,
    );
  }
  // The server must not keep the process alive after the work.
  server.unref();
  const found = server.address();
  const bound = typeof found === 'object' && found ? found.port : port;
  return {
    address: `http://${host.includes(':') ? `[${host}]` : host}:${bound}/metrics`,
    close: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

function answer({ method, url }: IncomingMessage, response: ServerResponse, registry: Registry): void {
  const isThere = url?.split('?')[0] === '/metrics';
  const status = !isThere ? 404 : method === 'GET' || method === 'HEAD' ? 200 : 405;
  const text = status === 200 ? registry.text() : 'Only GET /metrics is answered here.\n';
  response.writeHead(status, { 'Content-Type': status === 200 ? TEXT_FORMAT : 'text/plain; charset=utf-8' });
  response.end(method === 'HEAD' ? undefined : text);
}
