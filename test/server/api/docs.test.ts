import { spawn, spawnSync } from 'node:child_process';
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ENDPOINTS } from '../../../src-main/server/api/endpoints';
import { PROGRAM, TINY } from '../../cli/support';
import { requireBundles } from '../../transport/bundle';
import { depthOf, form, KEY } from './support';

const PAGE = await readFile('docs/api.md', 'utf8');
/** The requests that docs/api.md shows. */
const COMMANDS = [...PAGE.matchAll(/^ {4}(curl .+)$/gm)].map(([, command = '']) => command);

let folder = '';
let address = '';
let said = '';
let end = async () => {};
let hasEnded = false;
beforeAll(async () => {
  requireBundles();
  folder = await mkdtemp(join(tmpdir(), 'daguerre-api-docs-'));
  const photo = sharp('examples/coffee.jpg').resize(80, 60);
  await photo.clone().toFile(join(folder, 'old.jpg'));
  await sharp({ create: { width: 80, height: 60, channels: 3, background: 'black' } })
    .composite([{ input: { create: { width: 60, height: 2, channels: 3, background: 'white' } } }])
    .toFile(join(folder, 'scratches.png'));
  // As docs/api.md starts it: by the command, with the key in the environment.
  const server = spawn(process.execPath, [PROGRAM, 'serve', '--api', '--port', '0', '--model', TINY], {
    env: {
      ...process.env,
      DAGUERRE_API_KEY: KEY,
      DAGUERRE_PROVIDER: 'cpu',
      XDG_CONFIG_HOME: join(folder, 'settings'),
    },
  });
  const ended = new Promise((done) => server.once('exit', done));
  end = async () => {
    if (hasEnded) return;
    hasEnded = true;
    server.kill('SIGINT');
    expect(await ended).toBe(0);
  };
  for await (const part of server.stdout.setEncoding('utf8')) {
    said += part;
    if (said.includes('http://')) break;
  }
  address = /http:\S+?(?=;)/.exec(said)?.[0] ?? '';
}, 60_000);
afterAll(async () => {
  await end();
  await rm(folder, { recursive: true, force: true });
});

describe.skipIf(process.platform === 'win32')('the requests of docs/api.md', () => {
  test('use every endpoint', () => {
    for (const { path } of ENDPOINTS) expect(COMMANDS.join('\n')).toContain(`$ADDRESS${path}`);
  });

  test('the key that was given isn’t printed', () => {
    expect(said).not.toContain(KEY);
  });

  test.each(COMMANDS)('%s', async (command) => {
    const { status, stderr, stdout } = spawnSync('sh', ['-c', command], {
      cwd: folder,
      encoding: 'utf8',
      env: { ...process.env, ADDRESS: address, KEY },
    });
    const output = / -o (\S+)/.exec(command)?.[1];
    expect([status, output === undefined ? stderr : '']).toEqual([0, expect.any(String)]);
    if (output === undefined) expect(stdout.length).toBeGreaterThan(10);
    else expect((await stat(join(folder, output))).size).toBeGreaterThan(50);
    if (output !== undefined && /\.(png|webp|jpg)$/.test(output)) {
      const { format, width } = await sharp(join(folder, output)).metadata();
      expect([format, width]).toEqual([output.endsWith('.jpg') ? 'jpeg' : output.split('.')[1], 80]);
    }
  });

  test('a service that ends tells the waiting clients', async () => {
    const body = await form({ recipe: '{"operator": "denoise", "noise": 8, "steps": 1000}' });
    const headers = { Authorization: `Bearer ${KEY}` };
    const asked = fetch(`${address}/v1/restore`, { method: 'POST', body, headers });
    await expect.poll(() => depthOf(address)).toEqual({ waiting: 0, running: 1 });
    await end();
    const answer = await asked;
    expect([answer.status, await answer.text()]).toEqual([503, expect.stringContaining('The service ends')]);
  });
});
