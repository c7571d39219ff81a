import { rm, writeFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { badRequest, failure } from '../../../src-main/contract/errors';
import { quoted } from '../../../src-main/contract/said';
import { peakMemoryMB } from '../../../src-main/processes/memory';
import { childProcessFactory } from '../../../src-main/transport/child-process';
import { engineProcess } from '../../../src-main/transport/engine-process';
import { parentPort } from '../../../src-main/transport/parent-port';
import type { Handlers } from '../../../src-main/transport/requests';
import { serve } from '../../../src-main/transport/serve';
import { type MisbehavingTable, misbehavingTable } from '../misbehaving-table';

let worn = false;

const handlers: Handlers<MisbehavingTable> = {
  echo: (payload) => payload,
  add: ({ a, b }) => a + b,
  count: async ({ steps, stepMs, file }, context) => {
    if (file) await writeFile(file, 'partial');
    try {
      for (let step = 1; step <= steps; step++) {
        context.signal.throwIfAborted();
        context.progress({ step });
        await sleep(stepMs);
      }
      return steps;
    } finally {
      if (file) await rm(file);
    }
  },
  refuse: ({ message, badRequest: bad }) => {
    const said = quoted(message);
    throw bad ? badRequest(said) : failure(said);
  },
  throwBug: () => {
    throw new TypeError('x is not a function');
  },
  wrongResult: () => JSON.parse('{"width": "wide"}'),
  wrongProgress: (_, context) => {
    context.progress(JSON.parse('{"step": "first"}'));
    return null;
  },
  abort: () => process.abort(),
  answerThenAbort: () => {
    setImmediate(() => {
      // The parent's next request comes while this child reads nothing.
      blockFor(200);
      process.abort();
    });
    return 'done';
  },
  exit: (code) => process.exit(code),
  block: (milliseconds) => {
    blockFor(milliseconds);
    return null;
  },
  eatMemory: () => {
    const kept: unknown[] = [];
    for (;;) kept.push(new Array(1e6).fill(kept.length));
  },
  peakMemoryMB: () => peakMemoryMB(),
  pid: () => process.pid,
  parent: async () => {
    const entry = process.argv[1];
    if (!entry) throw new Error('no entry');
    return engineProcess(misbehavingTable, childProcessFactory(entry), { title: 'The child' }).request(
      'pid',
      null,
    );
  },
  wear: () => {
    worn = true;
    return null;
  },
  environment: (name) => process.env[name] ?? '',
  probe: () => {
    if ('PROBE_HANGS' in process.env) for (;;);
    process.abort();
  },
};

/** Blocks the process, as a native call does. */
function blockFor(milliseconds: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
}

serve(misbehavingTable, handlers, parentPort(), { isWorn: () => worn });
