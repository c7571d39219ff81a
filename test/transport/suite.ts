import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, test } from 'vitest';
import { PlainError } from '../../src-main/contract/errors';
import { z } from '../../src-main/contract/schema';
import { type ChannelFactory, UNKNOWN_SIGNAL } from '../../src-main/transport/channel';
import { type EngineProcess, engineProcess } from '../../src-main/transport/engine-process';
import { type MisbehavingTable, misbehavingTable } from './misbehaving-table';

/**
 * What every channel must do; `start` starts test/transport/children/misbehaving. Electron doesn't always tell which signal
 * ended a utility process: there `tellsSignals` is false.
 */
export function transportSuite(
  name: string,
  start: ChannelFactory,
  { tellsSignals = true }: { readonly tellsSignals?: boolean } = {},
): void {
  /** A signal's sentence, where its name may not be known. */
  const told = (sentence: RegExp) =>
    tellsSignals ? sentence : new RegExp(`${sentence.source}|^The child crashed, or was ended by the system`);
  const processes: EngineProcess<MisbehavingTable>[] = [];
  const open = (graceMs?: number) => {
    const opened = engineProcess(misbehavingTable, start, { title: 'The child', graceMs });
    processes.push(opened);
    return opened;
  };
  afterEach(async () => {
    for (const opened of processes.splice(0)) await opened.stop();
  });

  describe(`${name}: requests`, () => {
    test('are answered, each with its own result, however they overlap', async () => {
      const child = open();
      const sums = Array.from({ length: 50 }, (_, i) => child.request('add', { a: i, b: i }));
      expect(await Promise.all(sums)).toEqual(Array.from({ length: 50 }, (_, i) => 2 * i));
    });

    test('carry 48 MB of floats there and back unchanged', async () => {
      const data = new Float32Array(12e6);
      for (let i = 0; i < data.length; i++) data[i] = i * 0.1;
      const returned = await open().request('echo', { data, name: 'é\u0000✓' });
      const { data: echoed, name: text } = z
        .object({ data: z.instanceof(Float32Array), name: z.string() })
        .parse(returned);
      expect(text).toBe('é\u0000✓');
      // Far quicker than a comparison number by number.
      const bytes = Buffer.from(echoed.buffer, echoed.byteOffset, echoed.byteLength);
      expect(Buffer.compare(bytes, Buffer.from(data.buffer))).toBe(0);
    });

    test('report their progress, in order and before the result', async () => {
      const told: unknown[] = [];
      const result = open().request(
        'count',
        { steps: 4, stepMs: 1 },
        { onProgress: ({ step }) => told.push(step) },
      );
      told.push(await result);
      expect(told).toEqual([1, 2, 3, 4, 4]);
    });

    test('that cannot be cloned are refused without harm to the child', async () => {
      const child = open();
      await expect(child.request('echo', { run: () => 1 })).rejects.toThrow(/"echo" can't be sent/);
      expect(await child.request('add', { a: 1, b: 1 })).toBe(2);
    });
  });

  describe(`${name}: errors`, () => {
    test.each([true, false])('that are plain stay plain (bad request: %s)', async (badRequest) => {
      const error = await rejection(open().request('refuse', { message: 'a.jpg is empty.', badRequest }));
      expect(error).toMatchObject({ message: 'a.jpg is empty.', badRequest });
    });

    test('that are internal say so, with the stack as their cause', async () => {
      const error = await rejection(open().request('throwBug', null));
      expect(error).toMatchObject({
        badRequest: false,
        message: expect.stringContaining('x is not a function'),
      });
      expect(error.cause).toMatch(/TypeError[\s\S]*at /);
    });

    test('for an unknown name and for a malformed payload are bad requests', async () => {
      const child = open();
      for (const unknown of ['paint', 'toString', '__proto__']) {
        const error = await rejection(Reflect.apply(child.request, child, [unknown, null]));
        expect(error).toMatchObject({ badRequest: true, message: `There is no request named "${unknown}".` });
      }
      const malformed = await rejection(Reflect.apply(child.request, child, ['add', { a: 1, b: 'two' }]));
      expect(malformed).toMatchObject({
        badRequest: true,
        message: expect.stringContaining('"add" was malformed'),
      });
      expect(await child.request('add', { a: 1, b: 1 })).toBe(2);
    });

    test("for a result or progress that doesn't fit the table reject the request", async () => {
      const child = open();
      expect((await rejection(child.request('wrongResult', null))).message).toContain(
        'result of "wrongResult"',
      );
      const progress = child.request('wrongProgress', null, { onProgress: () => {} });
      expect((await rejection(progress)).message).toContain('progress of "wrongProgress"');
    });
  });

  describe(`${name}: a child that dies`, () => {
    test('by kill -9 rejects its requests; the next request starts another', async () => {
      const child = open();
      const exits: unknown[] = [];
      child.onExit((exit) => exits.push(exit.signal));
      const first = await child.request('pid', null);
      const pending = rejection(child.request('block', 60_000));
      await sleep(100);
      process.kill(first, 'SIGKILL');
      expect((await pending).message).toMatch(
        told(/^The child was ended by the system, most often because memory ran out/),
      );
      if (tellsSignals) expect(exits).toEqual(['SIGKILL']);
      else expect([['SIGKILL'], [UNKNOWN_SIGNAL]]).toContainEqual(exits);
      expect(await child.request('pid', null)).not.toBe(first);
    });

    test('by an abort in native code is reported in words, and files on disk stay', async () => {
      const folder = await mkdtemp(join(tmpdir(), 'daguerre-transport-'));
      const file = join(folder, 'finished');
      await writeFile(file, 'result');
      const child = open();
      const error = await rejection(child.request('abort', null));
      expect(error).toMatchObject({ badRequest: false });
      expect(error.message).toMatch(told(/^The child crashed \(SIGABRT\).*already finished are kept/));
      expect(await readFile(file, 'utf8')).toBe('result');
      await rm(folder, { recursive: true });
    });

    test('after it has answered does not take the answer with it', async () => {
      const child = open();
      for (let i = 0; i < 5; i++) expect(await child.request('answerThenAbort', null)).toBe('done');
    });

    test('before it started a request: the next child gets the request', async () => {
      const child = open();
      await child.request('answerThenAbort', null);
      // Sent to the dying child.
      expect(await child.request('add', { a: 1, b: 2 })).toBe(3);
    });

    test('by exiting is reported with its exit status', async () => {
      expect((await rejection(open().request('exit', 3))).message).toContain('exit status 3');
    });
  });

  describe(`${name}: cancelling`, () => {
    test('between steps lets the handler clean up, and keeps the child', async () => {
      const folder = await mkdtemp(join(tmpdir(), 'daguerre-transport-'));
      const file = join(folder, 'partial');
      const child = open();
      const pid = await child.request('pid', null);
      const controller = new AbortController();
      const stop = new Error('stop pressed');
      const counting = child.request(
        'count',
        { steps: 1000, stepMs: 5, file },
        { signal: controller.signal, onProgress: ({ step }) => step === 3 && controller.abort(stop) },
      );
      await expect(counting).rejects.toBe(stop);
      expect(existsSync(file)).toBe(false);
      expect(await child.request('pid', null)).toBe(pid);
      await rm(folder, { recursive: true });
    });

    test('a child that does not listen kills it, and the next request starts another', async () => {
      const child = open(200);
      const pid = await child.request('pid', null);
      const controller = new AbortController();
      const blocked = child.request('block', 60_000, { signal: controller.signal });
      await sleep(50);
      controller.abort();
      await expect(blocked).rejects.toBe(controller.signal.reason);
      expect(isAlive(pid)).toBe(false);
      expect(await child.request('add', { a: 1, b: 1 })).toBe(2);
    });

    test('before it is sent starts nothing', async () => {
      const child = open();
      await expect(child.request('pid', null, { signal: AbortSignal.abort('no') })).rejects.toBe('no');
      expect(child.pid).toBeUndefined();
    });

    test('after the answer does nothing', async () => {
      const child = open(50);
      const controller = new AbortController();
      const pid = await child.request('pid', null, { signal: controller.signal });
      controller.abort();
      await sleep(100);
      expect(await child.request('pid', null)).toBe(pid);
    });
  });

  describe(`${name}: a child that is worn`, () => {
    test('is replaced at once, and ends when it has answered what it was asked', async () => {
      const child = open();
      const old = await child.request('pid', null);
      const steps: number[] = [];
      const counting = child.request(
        'count',
        // Longer than a process takes to start on a busy machine.
        { steps: 200, stepMs: 20 },
        { onProgress: ({ step }) => steps.push(step) },
      );
      await child.request('wear', null);
      const next = await child.request('pid', null);
      expect(next).not.toBe(old);
      // The old process was busy the whole time.
      expect(steps.length).toBeLessThan(200);
      expect(await counting).toBe(200);
      while (isAlive(old)) await sleep(20);
      expect(await child.request('pid', null)).toBe(next);
    });

    test('and idle ends, and no request of a long series is lost', async () => {
      const child = open();
      const pids = new Set<number>();
      for (let round = 0; round < 5; round++) {
        pids.add(await child.request('pid', null));
        const wearing = child.request('wear', null);
        const sums = Array.from({ length: 20 }, (_, i) => child.request('add', { a: i, b: round }));
        await wearing;
        expect(await Promise.all(sums)).toEqual(Array.from({ length: 20 }, (_, i) => i + round));
      }
      expect(pids.size).toBe(5);
      const last = await child.request('pid', null);
      for (const pid of pids) while (isAlive(pid)) await sleep(20);
      expect(isAlive(last)).toBe(true);
    });

    test('and busy ends with a stop', async () => {
      const child = open(200);
      const old = await child.request('pid', null);
      const pending = rejection(child.request('count', { steps: 1000, stepMs: 20 }));
      await child.request('wear', null);
      expect(await child.request('pid', null)).not.toBe(old);
      await child.stop();
      expect((await pending).message).toMatch(/given up|was stopped before it had finished/);
      expect(isAlive(old)).toBe(false);
    });
  });

  describe(`${name}: the end`, () => {
    test('stop ends the child, idle or busy, and rejects its requests in words', async () => {
      const child = open();
      const pid = await child.request('pid', null);
      const pending = rejection(child.request('count', { steps: 1000, stepMs: 5 }));
      await child.stop();
      expect((await pending).message).toMatch(/given up|was stopped before it had finished/);
      expect(isAlive(pid)).toBe(false);
      await child.stop();
      expect(await child.request('pid', null)).not.toBe(pid);
    });

    test('stop kills a child that is stuck', async () => {
      const child = open(200);
      const pid = await child.request('pid', null);
      const pending = rejection(child.request('block', 60_000));
      await child.stop();
      expect((await pending).message).toContain('was stopped before it had finished');
      expect(isAlive(pid)).toBe(false);
    });

    test("a parent's death ends the child", async () => {
      const parent = open();
      const orphan = await parent.request('parent', null);
      expect(isAlive(orphan)).toBe(true);
      const pid = parent.pid;
      if (pid === undefined) throw new Error('the parent runs');
      process.kill(pid, 'SIGKILL');
      // The kernel closes the channel; the child leaves in its own time. Without an end the test times out.
      while (isAlive(orphan)) await sleep(20);
    });
  });
}

async function rejection(promise: Promise<unknown>): Promise<PlainError> {
  const error: unknown = await promise.then(
    (value) => new Error(`expected a rejection, got ${String(value)}`),
    (reason: unknown) => reason,
  );
  if (error instanceof PlainError) return error;
  throw error;
}

/** True while a process runs; one that has ended and waits to be reaped doesn't count. */
function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
