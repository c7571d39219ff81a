import { spawn } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import { afterEach } from 'vitest';
import { PROGRAM, TINY } from '../../cli/support';
import { type Batching, follow } from '../support';

const running = new Set<Batching>();

/** Ends processes that a failed test left behind. */
export function endWorkersAfterEach(): void {
  afterEach(async () => {
    for (const { child } of running) child.kill('SIGKILL');
    await Promise.all([...running].map(({ ended }) => ended));
  });
}

export interface WorkerCall {
  readonly queue: string;
  /** For working files. */
  readonly data: string;
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

/** Starts `worker` on the tiny network. */
export async function startWorker({ queue, data, args = [], env = {} }: WorkerCall): Promise<Batching> {
  await mkdir(data, { recursive: true });
  const words = ['worker', '--queue', queue, '--json', '--model', TINY, '--provider', 'cpu'];
  const worker = follow(
    spawn(process.execPath, [PROGRAM, ...words, ...args], {
      env: { ...process.env, TMPDIR: data, ...env },
    }),
  );
  running.add(worker);
  void worker.ended.then(() => running.delete(worker));
  return worker;
}
