// The server of `npm run dev`, which can be restarted on the same port.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { root } from './install.mjs';

/**
 * `daguerre serve` on a port. `start()` ends the running server, starts another and signs in at its address;
 * `session()` is the cookie that requests then need. Settings and unsaved work are in out/dev, apart from those of the
 * installed program.
 */
export function createBackend(port) {
  const data = process.env.DAGUERRE_DATA ?? join(root, 'out', 'dev');
  const words = [join(root, 'dist', 'cli.cjs'), 'serve', '--port', String(port), '--data', data];
  let child;
  let cookie = '';
  return {
    origin: `http://127.0.0.1:${port}`,
    session: () => cookie,
    kill: () => child?.kill('SIGTERM'),
    start: async () => {
      await ended(child);
      child = spawn(process.execPath, words, { stdio: ['ignore', 'pipe', 'inherit'] });
      const answer = await fetch(await entranceOf(child));
      cookie = answer.headers.get('set-cookie').split(';')[0];
    },
  };
}

async function ended(child) {
  if (!child || child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGTERM');
  await once(child, 'exit');
}

async function entranceOf(child) {
  for await (const line of createInterface({ input: child.stdout })) {
    const entrance = /http:\S+/.exec(line)?.[0];
    if (entrance) return entrance;
  }
  throw new Error('The server ended before it said where it is; its last words are above.');
}
