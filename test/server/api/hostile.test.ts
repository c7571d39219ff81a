import { connect } from 'node:net';
import { beforeAll, expect, test } from 'vitest';
import { z } from '../../../src-main/contract/schema';
import { isKey, requireKey } from '../../../src-main/server/api/bearer';
import { refusalOf } from '../../../src-main/server/api/refusal';
import { form, KEY, requestFolders, service } from './support';

const { address, port, ask } = service({
  limits: { headers: 400, request: 3000, idle: 400, check: 100, stall: 400 },
});

let start = '';
beforeAll(() => {
  start = `POST /v1/restore HTTP/1.1\r\nHost: 127.0.0.1:${port()}\r\n`;
});
const AUTHORISED = `Authorization: Bearer ${KEY}\r\n`;
const MULTIPART = 'Content-Type: multipart/form-data; boundary=x\r\n';
const PHOTO = '--x\r\nContent-Disposition: form-data; name="photo"; filename="a.jpg"\r\n\r\n';

/**
 * Sends texts, repeating the last one as long as the server accepts it; resolves with all that came before the
 * connection ended.
 */
function exchange(text: string, more?: string): Promise<{ heard: string }> {
  return new Promise((done) => {
    let heard = '';
    const socket = connect(port(), '127.0.0.1', () => {
      socket.write(text);
      const pour = () => {
        if (more === undefined || socket.destroyed) return;
        socket.write(more, () => setImmediate(pour));
      };
      pour();
    });
    socket.setEncoding('utf8').on('data', (part: string) => {
      heard += part;
    });
    socket.on('error', () => {}).on('close', () => done({ heard }));
  });
}

test('only the health check answers without the key, and no endpoint with a wrong one', async () => {
  for (const path of [
    '/v1/restore',
    '/v1/detect',
    '/v1/estimate',
    '/v1/recipe-schema',
    '/openapi.json',
    '/metrics',
    '/',
    '/x',
  ]) {
    const without = await fetch(`${address()}${path}`);
    expect([path, without.status, without.headers.get('www-authenticate')]).toEqual([
      path,
      401,
      'Bearer realm="Daguerre"',
    ]);
    for (const header of [
      `Bearer ${KEY}x`,
      `Bearer ${KEY.slice(1)}`,
      'Bearer x',
      `Bearer ${KEY.toUpperCase()}`,
    ]) {
      const wrong = await fetch(`${address()}${path}`, { headers: { Authorization: header } });
      expect([path, header, wrong.status]).toEqual([path, header, 403]);
    }
    expect((await fetch(`${address()}${path}`, { headers: { Authorization: `Basic ${KEY}` } })).status).toBe(
      401,
    );
  }
});

test('a key is compared completely, and a short key is refused', () => {
  expect(() => requireKey(`Bearer ${KEY}`, KEY)).not.toThrow();
  expect(() => requireKey(`bearer  ${KEY}`, KEY)).not.toThrow();
  expect(() => requireKey(`Bearer ${KEY} `, KEY)).toThrow('not the key');
  expect([
    isKey('short'),
    isKey('sixteen letters!'),
    isKey('sixteen-letters!'),
    isKey('ü'.repeat(20)),
  ]).toEqual([false, false, true, false]);
});

test('a body without the key is neither read nor kept', async () => {
  const began = performance.now();
  const { heard } = await exchange(
    `${start}${MULTIPART}Content-Length: 4000000000\r\n\r\n${PHOTO}`,
    'x'.repeat(2 ** 16),
  );
  expect(heard).toContain('401 Unauthorized');
  expect(performance.now() - began).toBeLessThan(2900);
  expect(await requestFolders()).toEqual([]);
});

test('a request that declares too large a size is refused before it is sent', async () => {
  const { heard } = await exchange(`${start}${AUTHORISED}${MULTIPART}Content-Length: 5000000000\r\n\r\n`);
  expect(heard).toContain('413 Payload Too Large');
  expect(heard).toContain('larger than 4 GB');
});

test('a photo that stops coming is refused, and nothing of it is left', async () => {
  const { heard } = await exchange(
    `${start}${AUTHORISED}${MULTIPART}Content-Length: 5000\r\n\r\n${PHOTO}abc`,
  );
  expect(heard).toContain('408 Request Timeout');
  expect(heard).toContain('stopped coming');
  await expect.poll(requestFolders).toEqual([]);
});

test('a photo that arrives too slowly is refused when the time for a request is over', async () => {
  const drip = await new Promise<string>((done) => {
    let heard = '';
    const socket = connect(port(), '127.0.0.1', () => {
      socket.write(`${start}${AUTHORISED}${MULTIPART}Content-Length: 500000\r\n\r\n${PHOTO}`);
      const timer = setInterval(() => socket.write('x'), 50);
      socket.on('close', () => {
        clearInterval(timer);
        done(heard);
      });
    });
    socket
      .on('error', () => {})
      .on('data', (part) => {
        heard += part;
      });
  });
  expect(drip).not.toContain('200 OK');
  await expect.poll(requestFolders).toEqual([]);
});

test('a connection that says nothing, or never ends its headers, is closed', async () => {
  expect((await exchange('')).heard).not.toContain('200 OK');
  expect((await exchange(start)).heard).toContain('408');
});

test('a multipart body that ends early, repeats a part or names other files is refused', async () => {
  const body = (text: string) =>
    `Content-Length: ${Buffer.byteLength(text)}\r\nConnection: close\r\n\r\n${text}`;
  const send = async (text: string) =>
    (await exchange(`${start}${AUTHORISED}${MULTIPART}${body(text)}`)).heard;
  expect(await send(`${PHOTO}abc`)).toMatch(/HTTP\/1.1 400/);
  expect(await send(`${PHOTO}abc\r\n${PHOTO}abc\r\n--x--\r\n`)).toMatch(/HTTP\/1.1 (400|413)/);
  expect(await send(`${PHOTO.replace('"photo"', '"virus"')}abc\r\n--x--\r\n`)).toContain("isn't known here");
  await expect.poll(requestFolders).toEqual([]);
});

test('a file name cannot leave its folder, and a bad photo is reported by its name', async () => {
  const data = new FormData();
  data.set('photo', new Blob(['no photo at all']), '../../../../tmp/evil.jpg');
  data.set('recipe', 'worn-jpeg');
  const answer = await ask('/v1/restore', { method: 'POST', body: data });
  expect(answer.status).toBe(400);
  const { detail } = z.object({ detail: z.string() }).parse(await answer.json());
  expect(detail).toMatch(/^evil\.jpg is not a picture/);
  expect(detail).not.toContain('/tmp');
});

test('another Host is refused, against DNS rebinding', async () => {
  const { heard } = await exchange(
    `GET /v1/health HTTP/1.1\r\nHost: evil.example\r\n${AUTHORISED}Connection: close\r\n\r\n`,
  );
  expect(heard).toContain('421');
});

test('an internal error reveals nothing about the program', () => {
  expect(refusalOf(new TypeError('secret of /home/me'))).toMatchObject({
    status: 500,
    message: expect.not.stringContaining('secret'),
  });
});

test('after all this a photo is still restored', async () => {
  const recipe = '{"operator": "denoise", "noise": 8, "steps": 1}';
  const answer = await ask('/v1/restore', { method: 'POST', body: await form({ recipe }) });
  expect(answer.status).toBe(200);
  await answer.arrayBuffer();
});
