import { type MessagePort, parentPort, workerData } from 'node:worker_threads';
import type { z } from '../../contract/schema';
import { packError } from '../../transport/messages';
import { loadModel } from '../model-card';
import { lazySession, openSession } from '../session';
import { CLOSE, type LaneAnswer, type laneCall, laneData, memoryOf, toLane } from './messages';

// The program of a lane's thread. It has its own session and answers one call after another (see lanes.ts).
const { modelPath, threads } = laneData.parse(workerData);
const port = parentPort;
if (!port) throw new Error('This program is started by Daguerre itself, not by hand.');

const session = lazySession(async () =>
  openSession(await loadModel(modelPath), { provider: 'cpu', threads }),
);

// Messages are handled one after another, so closing waits for the call before it. An unexpected error must end the thread,
// which a Mutex would prevent.
let last = Promise.resolve();
port.on('message', (received: unknown) => {
  last = last.then(() => handle(port, received));
});

async function handle(port: MessagePort, received: unknown): Promise<void> {
  const message = toLane.parse(received);
  if (message === CLOSE) {
    await session.dispose();
    port.close();
    return;
  }
  const answer = await answerTo(message);
  port.postMessage(answer, answer.ok ? memoryOf([answer.mean, ...Object.values(answer.arrays)]) : []);
}

async function answerTo({ width, height, arrays }: z.infer<typeof laneCall>): Promise<LaneAnswer> {
  try {
    return { ok: true, mean: await session.run({ width, height, ...arrays }), arrays };
  } catch (error) {
    return { ok: false, error: packError(error) };
  }
}
