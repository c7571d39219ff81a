import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { startExifTool } from '../../src-main/imaging/exiftool-process';

it('ends with the process that feeds it, even one that was killed', { timeout: 20_000 }, async () => {
  const child = await startExifTool();
  const ended = once(child, 'exit');
  child.stdout?.setEncoding('utf8');
  const answered = once(child.stdout ?? child, 'data');
  child.stdin?.write('-ver\n-execute\n');
  expect((await answered)[0]).toMatch(/^\d+\.\d+/);
  // What the system does to the pipes of a process that is gone.
  child.stdin?.destroy();
  child.stdout?.destroy();
  expect(await Promise.race([ended, sleep(10_000, 'still there')])).not.toBe('still there');
});
