import { existsSync, readdirSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { connect } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { ARCHIVE, ARCHIVE_PATH, cloneWithoutElectron, electronArchive, sha256, start } from './clone';

const SERVED = /^Daguerre is at http:\/\/127\.0\.0\.1:\d+\//;

let archive: Buffer;
let server: Server;
let clone: string;
let mirror: string;
/** What the mirror has, by path. */
let files: Record<string, Buffer | string>;
let asked: string[];
/** Hosts that the mirror was asked for as a proxy. */
let tunnels: string[];

beforeAll(async () => {
  archive = await electronArchive();
  server = createServer((request, response) => {
    asked.push(request.url ?? '');
    const file = files[new URL(request.url ?? '/', 'http://mirror').pathname];
    if (file === undefined) response.writeHead(404).end();
    else response.writeHead(200, { 'content-length': file.length }).end(file);
  });
  server.on('connect', (request, socket) => {
    tunnels.push(request.url ?? '');
    const back = connect(portOf(server), '127.0.0.1', () => socket.write('HTTP/1.1 200 OK\r\n\r\n'));
    back.pipe(socket).pipe(back);
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  mirror = `http://127.0.0.1:${portOf(server)}`;
});

afterAll(() => server.close());

beforeEach(() => {
  files = { [ARCHIVE_PATH]: archive };
  asked = [];
  tunnels = [];
  clone = cloneWithoutElectron(archive);
  return () => rmSync(clone, { recursive: true, force: true });
});

const screen = () => ({ DISPLAY: ':99', ELECTRON_MIRROR: `${mirror}/` });

describe('npm start with a display and without an Electron', () => {
  test('gets it once from the mirror, shows the progress, and opens the window', async () => {
    const first = await start(clone, screen());
    expect(first.stderr).toMatch(/Getting Electron [\d.]+, which shows the window \(once\)/);
    expect(first.stderr).toMatch(/100 % of 3 MB/);
    expect(first.stdout).toMatch(/A window, started with: .*daguerre-clone-/);
    expect(asked).toEqual([ARCHIVE_PATH]);

    const second = await start(clone, screen());
    expect(second.stdout).toBe(first.stdout);
    expect(second.stderr).not.toMatch(/Getting|%/);
    expect(asked).toEqual([ARCHIVE_PATH]);
  });

  test('takes it from the user cache after packages were reinstalled', async () => {
    await start(clone, screen());
    rmSync(join(clone, 'node_modules', 'electron', 'dist'), { recursive: true });
    rmSync(join(clone, 'node_modules', 'electron', 'path.txt'));
    const again = await start(clone, screen());
    expect(again.stdout).toMatch(/^A window/);
    expect(asked).toEqual([ARCHIVE_PATH]);
  });

  test('unpacks again after an interrupted start', async () => {
    await start(clone, screen());
    rmSync(join(clone, 'node_modules', 'electron', 'path.txt'));
    expect((await start(clone, screen())).stdout).toMatch(/^A window/);
    expect(existsSync(join(clone, 'node_modules', 'electron', 'path.txt'))).toBe(true);
  });

  test('refuses an archive with another sum, keeps none of it, and serves the page', async () => {
    files[ARCHIVE_PATH] = Buffer.concat([archive, Buffer.from('!')]);
    const { stdout, stderr } = await start(clone, screen());
    expect(stdout).toMatch(SERVED);
    expect(lastLine(stderr)).toMatch(
      /^Electron, which shows the window, can't be had \(.*[Cc]hecksum.*\)\. .*browser/,
    );
    expect(existsSync(join(clone, 'node_modules', 'electron', 'dist'))).toBe(false);
    expect(cached()).toEqual([]);
  });

  test('checks against the sums of the mirror if it is told to', async () => {
    const other = Buffer.concat([archive]);
    other.write('8', other.indexOf(Buffer.alloc(64, 7)));
    files = {
      [ARCHIVE_PATH]: archive,
      [ARCHIVE_PATH.replace(ARCHIVE, 'SHASUMS256.txt')]: `${sha256(other)} *${ARCHIVE}`,
    };
    const remote = { ...screen(), electron_use_remote_checksums: '1' };
    expect((await start(clone, remote)).stderr).toMatch(/can't be had/);
    files[ARCHIVE_PATH.replace(ARCHIVE, 'SHASUMS256.txt')] = `${sha256(archive)} *${ARCHIVE}`;
    expect((await start(clone, remote)).stdout).toMatch(/^A window/);
  });

  test('uses the proxy of the environment', async () => {
    const proxied = { DISPLAY: ':99', ELECTRON_MIRROR: 'http://electron.invalid/', http_proxy: mirror };
    expect((await start(clone, proxied)).stdout).toMatch(/^A window/);
    expect([...tunnels, ...asked].join(' ')).toContain('electron.invalid');
  });

  test('says in one sentence why it has none if the mirror lacks it or is not reached', async () => {
    files = {};
    const lacking = await start(clone, screen());
    expect(lacking.stdout).toMatch(SERVED);
    expect(lastLine(lacking.stderr)).toMatch(
      /^Electron, which shows the window, can't be had \(Response code 404 .*\)\. The same window is served to a browser instead\.$/,
    );
    const gone = createServer();
    await new Promise<void>((ready) => gone.listen(0, '127.0.0.1', ready));
    const nobody = `http://127.0.0.1:${portOf(gone)}/`;
    await new Promise((done) => gone.close(done));
    const away = await start(clone, { DISPLAY: ':99', ELECTRON_MIRROR: nobody });
    expect(away.stdout).toMatch(SERVED);
    expect(lastLine(away.stderr)).toMatch(/can't be had \(.*ECONNREFUSED.*\)/);
  });

  test('names a folder of the environment without Electron, and downloads nothing', async () => {
    const named = await start(clone, { ...screen(), ELECTRON_OVERRIDE_DIST_PATH: '/nowhere' });
    expect(named.stdout).toMatch(SERVED);
    expect(named.stderr).toMatch(
      /^There is no Electron in \/nowhere, which ELECTRON_OVERRIDE_DIST_PATH names\./,
    );
    expect(asked).toEqual([]);
  });
});

test('npm start without a display serves the page and gets no Electron', async () => {
  const { stdout, stderr } = await start(clone, { ELECTRON_MIRROR: `${mirror}/` });
  expect(stdout).toMatch(SERVED);
  expect(stderr).toBe('There is no display here. The same window is served to a browser instead.\n');
  expect(asked).toEqual([]);
});

function portOf(server: Server): number {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  return address.port;
}

function lastLine(text: string): string {
  return text.trimEnd().split('\n').at(-1) ?? '';
}

/** Archives in the cache of @electron/get. */
function cached(): string[] {
  const cache = join(clone, 'cache');
  if (!existsSync(cache)) return [];
  return readdirSync(cache, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.zip'));
}
