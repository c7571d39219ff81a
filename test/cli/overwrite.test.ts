import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { link, mkdtemp, readdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { FAST, PROGRAM, scene, succeeded, writeSoft } from './support';

const DENOISE = ['--operator', 'denoise', '--noise', '20'];

const { photo, beside, run } = scene(async (at) => {
  await writeSoft(at('p.png'), 48, 32);
  await writeSoft(at('q.png'), 40, 24);
});

/** A folder in which a.png is a file with the word "old". */
async function folderWithResult(name = 'a.png'): Promise<string> {
  const folder = await mkdtemp(beside('kept-'));
  await writeFile(join(folder, name), 'old');
  return folder;
}

/** The commands that write files by given names, with an output a.png that exists. */
const COMMANDS = [
  ['restore', (name: string) => ['restore', photo(name), '-o', 'a.png', ...DENOISE, ...FAST]],
  ['degrade', (name: string) => ['degrade', photo(name), '-o', 'a.png', ...DENOISE]],
] as const;

describe.each(COMMANDS)('an output of %s that exists', (_, words) => {
  test('is not replaced without --overwrite in a script: a sentence and status 4', async () => {
    const folder = await folderWithResult();
    expect(await run(words('p.png'), { folder })).toMatchObject({
      status: 4,
      stdout: '',
      stderr: 'a.png exists; say --overwrite to replace it, or give another name.\n',
    });
    expect(await readFile(join(folder, 'a.png'), 'utf8')).toBe('old');
  });

  test('is replaced by --overwrite, and left by --no-clobber', async () => {
    const folder = await folderWithResult();
    const left = await run([...words('p.png'), '--no-clobber'], { folder });
    expect(left).toMatchObject({ status: 0, stderr: 'a.png exists and was left as it is.\n' });
    expect(await readFile(join(folder, 'a.png'), 'utf8')).toBe('old');
    succeeded(await run([...words('p.png'), '--overwrite'], { folder }));
    expect((await readFile(join(folder, 'a.png'))).subarray(1, 4).toString()).toBe('PNG');
  });
});

describe('of several photos', () => {
  const both = () => ['restore', photo('p.png'), photo('q.png'), '-o', '.', ...DENOISE, ...FAST];

  test('none is restored if one result exists', async () => {
    const folder = await folderWithResult('q.png');
    const { status, stderr } = await run(both(), { folder });
    expect([status, stderr]).toEqual([
      4,
      './q.png exists; say --overwrite to replace it, or give another name.\n',
    ]);
    await writeFile(join(folder, 'p.png'), 'old');
    expect((await run(both(), { folder })).stderr).toMatch(/^\.\/p\.png and 1 other result exists; say --ov/);
  });

  test('those without a result are done by --no-clobber', async () => {
    const folder = await folderWithResult('q.png');
    const { status, stdout, stderr } = await run([...both(), '--no-clobber'], { folder });
    expect([status, stderr]).toEqual([0, './q.png exists and was left as it is.\n']);
    expect(stdout).toMatch(/^\.\/p\.png: 48x32, [^\n]*\n$/);
    expect(await readFile(join(folder, 'q.png'), 'utf8')).toBe('old');
    const told = await run([...both(), '--no-clobber', '--json'], { folder });
    expect(JSON.parse(told.stdout.split('\n')[1] ?? '')).toEqual({
      photo: photo('q.png'),
      skipped: './q.png exists',
    });
  });

  test('no result may be one of the photos, even by --overwrite', async () => {
    const folder = await mkdtemp(beside('linked-'));
    await link(photo('q.png'), join(folder, 'p.png'));
    const { status, stderr } = await run([...both(), '--overwrite'], { folder });
    expect(stderr).toMatch(/^\.\/p\.png is the photo itself; choose another name/);
    expect(status).toBe(2);
  });
});

test('a dangling link counts as an existing result', async () => {
  const folder = await mkdtemp(beside('link-'));
  await symlink('nowhere.png', join(folder, 'a.png'));
  const words = ['restore', photo('p.png'), '-o', 'a.png', ...DENOISE, ...FAST];
  expect((await run(words, { folder })).status).toBe(4);
});

test('existing masks may have been edited, and are not replaced unasked either', async () => {
  const folder = await folderWithResult('p.png');
  expect(await run(['detect', photo('p.png'), '-o', '.'], { folder })).toMatchObject({
    status: 4,
    stderr: expect.stringMatching(/p\.png exists; say --overwrite to replace it/),
  });
  succeeded(await run(['detect', photo('p.png'), '-o', '.', '--overwrite'], { folder }));
});

test('--overwrite and --no-clobber together make no sense', async () => {
  const both = ['--overwrite', '--no-clobber'];
  const { status, stderr } = await run(['restore', photo('p.png'), '-o', 'a.png', ...DENOISE, ...both]);
  expect([status, stderr]).toEqual([2, 'Give --overwrite or --no-clobber, not both.\n']);
});

describe.skipIf(process.platform !== 'linux')('a terminal is asked,', () => {
  /** Runs restore for two photos at a terminal and types an answer to each question. */
  async function answering(answers: readonly string[]) {
    const folder = await folderWithResult('p.png');
    await writeFile(join(folder, 'q.png'), 'old');
    const words = ['restore', photo('p.png'), photo('q.png'), '-o', '.', ...DENOISE, ...FAST];
    const command = [process.execPath, PROGRAM, ...words].map((word) => `'${word}'`).join(' ');
    const terminal = spawn('script', ['-qec', command, '/dev/null'], { cwd: folder });
    let shown = '';
    let asked = 0;
    terminal.stdout.setEncoding('utf8').on('data', (text: string) => {
      shown += text;
      const questions = shown.split('Replace it?').length - 1;
      for (; asked < questions; asked++) terminal.stdin.write(answers[asked] ?? '');
    });
    const [status] = await once(terminal, 'close');
    const kept: string[] = [];
    for (const name of await readdir(folder)) {
      if ((await readFile(join(folder, name))).toString() === 'old') kept.push(name);
    }
    return { status, shown, kept };
  }

  test.each([
    ['and a yes replaces one result', ['n\n', 'y\n'], 4, ['p.png']],
    ['and "a" replaces all of them', ['a\n'], 0, []],
    ['and the end of the input is a no', ['\u0004'], 4, ['p.png', 'q.png']],
    ['and Ctrl-C ends the command', ['\u0003'], 130, ['p.png', 'q.png']],
  ])('%s', async (_, answers, expected, names) => {
    const { status, shown, kept } = await answering(answers);
    expect(shown).toMatch(/\.\/p\.png exists\. Replace it\? \(y or n, or a for this and 1 more\)/);
    expect({ status, kept }).toEqual({ status: expected, kept: names });
  });
});
