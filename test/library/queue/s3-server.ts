import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';

/** The most keys in a list; few, so small tests need several pages too. */
const PAGE = 4;

export interface S3Server {
  /** What the SDK's own environment says to reach it. */
  readonly env: Readonly<Record<string, string>>;
  /** Bodies by bucket and key (`bucket/some/key`). */
  readonly objects: Map<string, { readonly body: Buffer; readonly modified: Date }>;
  stop(): Promise<void>;
}

/**
 * The four requests of the S3 protocol that the program makes (GetObject, PutObject, HeadObject, ListObjectsV2), in
 * path style, over objects in memory. Signatures are not checked.
 */
export async function startS3(buckets: readonly string[]): Promise<S3Server> {
  const objects: S3Server['objects'] = new Map();
  const server = createServer((request, response) => {
    void answer(request, response, buckets, objects).catch(() => response.writeHead(500).end());
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return {
    env: {
      AWS_ENDPOINT_URL: `http://127.0.0.1:${address.port}`,
      AWS_ACCESS_KEY_ID: 'key',
      AWS_SECRET_ACCESS_KEY: 'secret',
    },
    objects,
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  buckets: readonly string[],
  objects: S3Server['objects'],
): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://localhost');
  const [, bucket = '', ...names] = url.pathname.split('/').map(decodeURIComponent);
  const key = names.join('/');
  if (!request.headers.authorization?.startsWith('AWS4-HMAC-SHA256 '))
    return refuse(response, 403, 'AccessDenied');
  if (!buckets.includes(bucket)) return refuse(response, 404, 'NoSuchBucket');
  if (request.method === 'PUT') {
    objects.set(`${bucket}/${key}`, { body: await bodyOf(request), modified: new Date() });
    response.writeHead(200, { ETag: '"etag"' }).end();
    return;
  }
  if (key === '') return list(response, url.searchParams, bucket, objects);
  const object = objects.get(`${bucket}/${key}`);
  if (!object) return refuse(response, 404, 'NoSuchKey');
  response
    .writeHead(200, { 'Content-Length': object.body.length, 'Last-Modified': object.modified.toUTCString() })
    .end(request.method === 'HEAD' ? undefined : object.body);
}

function list(
  response: ServerResponse,
  query: URLSearchParams,
  bucket: string,
  objects: S3Server['objects'],
): void {
  const start = `${bucket}/${query.get('prefix') ?? ''}`;
  const after = query.get('continuation-token') ?? '';
  const rest = [...objects].filter(([name]) => name.startsWith(start) && name > after).sort(byName);
  const page = rest.slice(0, PAGE);
  const contents = page.map(
    ([name, { body, modified }]) =>
      `<Contents><Key>${escaped(name.slice(bucket.length + 1))}</Key><Size>${body.length}</Size><LastModified>${modified.toISOString()}</LastModified></Contents>`,
  );
  const next =
    rest.length > PAGE
      ? `<NextContinuationToken>${escaped(page.at(-1)?.[0] ?? '')}</NextContinuationToken>`
      : '';
  response
    .writeHead(200, { 'Content-Type': 'application/xml' })
    .end(`<?xml version="1.0"?><ListBucketResult>${contents.join('')}${next}</ListBucketResult>`);
}

/** A body as the SDK sends streams: chunks, each with its length before it and a checksum after the last. */
async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const sent = Buffer.concat(await request.toArray());
  if (!String(request.headers['content-encoding']).includes('aws-chunked')) return sent;
  const chunks: Buffer[] = [];
  for (let at = 0; ; ) {
    const line = sent.indexOf('\r\n', at);
    const length = Number.parseInt(sent.toString('latin1', at, line), 16);
    if (length === 0) return Buffer.concat(chunks);
    chunks.push(sent.subarray(line + 2, line + 2 + length));
    at = line + 2 + length + 2;
  }
}

function refuse(response: ServerResponse, status: number, code: string): void {
  response
    .writeHead(status, { 'Content-Type': 'application/xml' })
    .end(`<Error><Code>${code}</Code></Error>`);
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}

function byName([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number {
  return a < b ? -1 : 1;
}
