import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { createInterface } from 'node:readline';
import { describe } from 'vitest';

const hasRedis = spawnSync('redis-server', ['--version']).status === 0;

/** Tests with a real Redis; reported as skipped where none is installed, but never skipped in CI. */
export const describeWithRedis = describe.skipIf(!hasRedis && !process.env['CI']);
/** For the titles of such tests. */
export const LEFT_OUT = hasRedis ? '' : ' (left out without CI: no redis-server is installed)';

export interface RedisServer {
  readonly url: string;
  stop(): Promise<void>;
}

/** Starts a separate Redis on a free port that saves nothing; with a password if one is given. */
export async function startRedis(folder: string, password?: string): Promise<RedisServer> {
  const port = await freePort();
  const lock = password === undefined ? [] : ['--requirepass', password];
  const words = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no', ...lock];
  const child = spawn('redis-server', [...words, '--dir', folder], { stdio: ['ignore', 'pipe', 'inherit'] });
  await ready(child);
  return {
    url: `redis://127.0.0.1:${port}`,
    stop: async () => {
      child.kill();
      if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
    },
  };
}

async function ready(child: ChildProcess): Promise<void> {
  if (!child.stdout) throw new Error('no output');
  const [failed] = [once(child, 'error').then(([error]) => Promise.reject(error))];
  const begun = (async (lines) => {
    for await (const line of lines) if (line.includes('Ready to accept connections')) return;
    throw new Error('redis-server ended before it was ready');
  })(createInterface(child.stdout));
  await Promise.race([failed, begun]);
}

/** A port that nothing listens on just now. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}
