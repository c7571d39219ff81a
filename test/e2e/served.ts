import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';

/** A running `daguerre serve`. */
export interface Served {
  /** With the token, which works once. */
  readonly entrance: string;
  /** Without it: 'http://127.0.0.1:PORT'. */
  readonly origin: string;
  readonly pid: number;
  stop(): Promise<void>;
}

interface Options {
  readonly data: string;
  readonly model: string;
  /** The program to start in place of Node, with the same arguments. */
  readonly executable?: string;
}

/** Starts the server under plain Node and waits until it says where it is. */
export async function serve({ data, model, executable = process.execPath }: Options): Promise<Served> {
  const child = spawn(executable, ['dist/cli.cjs', 'serve', '--data', data, '--model', resolve(model)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const stop = async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill('SIGTERM');
    await once(child, 'exit');
  };
  for await (const line of createInterface({ input: child.stdout })) {
    const entrance = /http:\S+/.exec(line)?.[0];
    if (entrance) return { entrance, origin: new URL(entrance).origin, pid: child.pid ?? 0, stop };
  }
  throw new Error('the server ended before it said where it is');
}
