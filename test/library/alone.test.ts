import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, describe, expect, it } from 'vitest';
import { SharedWork } from '../../src-main/library/alone';
import { engineProcess } from '../../src-main/transport/engine-process';
import { ProcessLost } from '../../src-main/transport/live-child';
import { testChild } from '../transport/bundle';
import { misbehavingTable } from '../transport/misbehaving-table';

const child = engineProcess(misbehavingTable, testChild('misbehaving'), {
  title: 'The process that reads and writes photos',
  worksOn: 'pictures',
});
afterAll(() => child.stop());

const never = new AbortController().signal;
const photo = (name: string) => child.request('count', { steps: 20, stepMs: 10 }).then(() => name);

/** Ends the process together with all its other work. */
const guilty = async () => {
  await sleep(50);
  await child.request('abort', null);
};

describe('photos that share a process', () => {
  it('fail only if they caused the crash', async () => {
    const shared = new SharedWork();
    const ends = await Promise.allSettled([
      shared.run(() => photo('a'), never),
      shared.run(guilty, never),
      shared.run(() => photo('b'), never),
    ]);
    expect(ends.map((end) => (end.status === 'fulfilled' ? end.value : 'failed'))).toEqual([
      'a',
      'failed',
      'b',
    ]);
    const [, lost] = ends;
    expect(lost.status === 'rejected' && lost.reason).toBeInstanceOf(ProcessLost);
    expect(lost.status === 'rejected' && String(lost.reason)).toMatch(
      /The process that reads and writes photos crashed \(SIGABRT\); the picture may be damaged, so try another copy/,
    );
  });

  it('are retried one at a time, while others wait', async () => {
    const shared = new SharedWork();
    let atWork = 0;
    const most: number[] = [];
    let first = true;
    const counted = async () => {
      atWork++;
      if (!first) most.push(atWork);
      await photo('any').finally(() => atWork--);
    };
    const pair = [shared.run(counted, never), shared.run(counted, never)];
    await sleep(60);
    const crash = child.request('abort', null).catch(() => {});
    first = false;
    await crash;
    await Promise.all([...pair, shared.run(counted, never)]);
    expect(most).toEqual([1, 1, 1]);
  });

  it('that are cancelled meanwhile are not retried', async () => {
    const shared = new SharedWork();
    const abort = new AbortController();
    let times = 0;
    const work = async () => {
      times++;
      abort.abort(new Error('enough'));
      await child.request('abort', null);
    };
    await expect(shared.run(work, abort.signal)).rejects.toThrow();
    expect(times).toBe(1);
  });
});
