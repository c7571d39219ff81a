import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openServer, type Server } from '../../src-main/server/open-server';
import { TINY } from '../cli/support';

let root = '';
let server: Server;
let cookie = '';

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'limits-'));
  await writeFile(join(root, 'index.html'), '<!doctype html>');
  server = await openServer({
    port: 0,
    page: root,
    folders: { data: join(root, 'data'), examples: resolve('examples'), model: TINY },
    limits: { headers: 300, request: 900, idle: 300, check: 100 },
  });
  const { headers } = await fetch(server.entrance);
  cookie = headers.get('set-cookie')?.split(';')[0] ?? '';
});
afterAll(async () => {
  await server.close();
  await rm(root, { recursive: true, force: true });
});

/** Sends only this text; resolves with the answer once the server has closed the connection. */
function closedAfter(text: string): Promise<string> {
  return new Promise((done, reject) => {
    let heard = '';
    const socket: Socket = connect(server.port, '127.0.0.1', () => socket.write(text));
    socket.setEncoding('utf8').on('data', (part: string) => {
      heard += part;
    });
    socket.on('error', reject).on('close', () => done(heard));
  });
}

const heads = (first: string, ...more: string[]) =>
  [
    `${first} HTTP/1.1`,
    `Host: 127.0.0.1:${server.port}`,
    `Origin: http://127.0.0.1:${server.port}`,
    `Cookie: ${cookie}`,
    ...more,
  ].join('\r\n');

test('a silent connection is closed', async () => {
  expect(await closedAfter('')).not.toContain('200 OK');
});

test('a request whose headers never end is closed', async () => {
  expect(await closedAfter(heads('GET /'))).toContain('408');
});

test('a connection that stays idle after its answer is closed', async () => {
  expect(await closedAfter(`${heads('GET /')}\r\n\r\n`)).toContain('200 OK');
});

test('an upload that never ends is closed, and nothing of it is left', async () => {
  const heard = await closedAfter(
    `${heads('PUT /files?name=slow.png', 'Content-Length: 1000000')}\r\n\r\nabc`,
  );
  expect(heard).not.toContain('200 OK');
  const leftOf = async (end: string) =>
    (await readdir(join(root, 'data', 'sessions'), { recursive: true })).filter((name) => name.endsWith(end));
  expect(await leftOf('session.json')).toHaveLength(1);
  // The file is removed after the connection is closed.
  await expect.poll(() => leftOf('slow.png')).toEqual([]);
});

test('an upload larger than any photo is refused in words before it is sent', async () => {
  const reply = closedAfter(`${heads('PUT /files?name=big.tif', 'Content-Length: 5000000000')}\r\n\r\n`);
  expect(await reply).toContain('uploadTooLarge');
});

test('a request over the size limit is refused in words', async () => {
  const head = heads(
    'POST /requests/updateMask',
    'Content-Type: application/json',
    'Content-Length: 500000000',
  );
  expect(await closedAfter(`${head}\r\n\r\n`)).toContain('requestTooLarge');
});

test('a page that only listens keeps getting events', async () => {
  const abort = new AbortController();
  const headers = { Cookie: cookie };
  const response = await fetch(`http://127.0.0.1:${server.port}/events`, { headers, signal: abort.signal });
  const reader = response.body?.getReader();
  await reader?.read();
  // Longer than a request may take: the other connections are closed meanwhile.
  await closedAfter(`${heads('PUT /files?name=slow.png', 'Content-Length: 1000000')}\r\n\r\nabc`);
  const next = reader?.read();
  await fetch(`http://127.0.0.1:${server.port}/requests/programInfo`, {
    method: 'POST',
    headers: { ...headers, Origin: `http://127.0.0.1:${server.port}`, 'Content-Type': 'application/json' },
    body: '{}',
  });
  const open = await Promise.race([
    next?.then(({ done }) => (done ? 'ended' : 'open')),
    Promise.resolve('open'),
  ]);
  expect(open).toBe('open');
  abort.abort();
  await next?.catch(() => {});
});
