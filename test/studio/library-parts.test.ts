import { mkdtemp, readdir, rm, utimes } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { latestFirst } from '../../src-main/studio/library/latest-first';
import { createThumbnailFiles } from '../../src-main/studio/library/thumbnail-files';

/** Work that ends when the test says so. */
function gate() {
  let open = () => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { open, opened };
}

test('the latest request runs first, and the oldest waiting one is dropped', async () => {
  const turns = latestFirst(1, 2);
  const first = gate();
  const order: string[] = [];
  const work = (name: string, until = Promise.resolve()) =>
    turns.run(async () => {
      await until;
      order.push(name);
      return name;
    });
  const all = [work('running', first.opened), work('old'), work('newer'), work('newest')];
  first.open();
  expect(await Promise.all(all)).toEqual(['running', undefined, 'newer', 'newest']);
  expect(order).toEqual(['running', 'newest', 'newer']);
});

test('failed work does not affect other work', async () => {
  const turns = latestFirst(1, 9);
  const failing = turns.run(() => Promise.reject(new Error('broken')));
  const next = turns.run(async () => 'made');
  await expect(failing).rejects.toThrow('broken');
  expect(await next).toBe('made');
});

test('thumbnails are kept up to a limit, beyond which the oldest go', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'daguerre-thumbs-'));
  try {
    const key = (number: number) => `aa${number}`;
    const full = createThumbnailFiles(folder, 1e6);
    for (let number = 0; number < 10; number++) {
      await full.write(key(number), new Uint8Array(100));
      await utimes(join(folder, 'aa', key(number)), number, number);
    }
    expect(await full.read(key(3))).toHaveLength(100);
    // The program's next start checks the folder at its first write.
    await createThumbnailFiles(folder, 500).write(key(99), new Uint8Array(100));
    const left = await readdir(join(folder, 'aa'));
    expect(left.sort()).toEqual([key(7), key(8), key(9), key(99)].sort());
    expect(await full.read(key(0))).toBeUndefined();
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
