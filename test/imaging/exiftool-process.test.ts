import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { startExifTool } from '../../src-main/imaging/exiftool-process';

// On Linux the kernel ends it with its parent: test/hostile/metadata.test.ts kills real ones.
it.runIf(process.platform !== 'linux')('ends when its input does', { timeout: 20_000 }, async () => {
  const child = await startExifTool();
  const ended = once(child, 'exit');
  child.stdout?.setEncoding('utf8');
  const answered = once(child.stdout ?? child, 'data');
  child.stdin?.write('-ver\n-execute\n');
  expect((await answered)[0]).toMatch(/^\d+\.\d+/);
  child.stdin?.destroy();
  child.stdout?.destroy();
  expect(await Promise.race([ended, sleep(10_000, 'still there')])).not.toBe('still there');
});
