import { describe, expect, test } from 'vitest';
import { roleOf } from '../../src-main/app/role';
import { COMMAND_NAMES } from '../../src-main/cli/command-names';
import { commands } from '../../src-main/cli/run';

describe('a start of the program', () => {
  test('with only switches opens the window', () => {
    expect(roleOf(['/opt/daguerre-app', '--no-sandbox'], false)).toEqual({ kind: 'window', files: [] });
    expect(roleOf(['electron', '--disable-gpu', '/clone'], true)).toEqual({ kind: 'window', files: [] });
  });

  test('with files opens them in the window', () => {
    expect(roleOf(['/opt/daguerre-app', 'a.jpg', 'b.png'], false)).toEqual({
      kind: 'window',
      files: ['a.jpg', 'b.png'],
    });
    expect(roleOf(['electron', '/clone', 'a.jpg'], true)).toEqual({ kind: 'window', files: ['a.jpg'] });
  });

  test('with a command word runs that command, in development too', () => {
    const words = ['restore', 'a.jpg', '-o', 'b.png', '--seed', '3'];
    expect(roleOf(['/opt/daguerre-app', '--disable-gpu', ...words], false)).toEqual({
      kind: 'command',
      words,
    });
    expect(roleOf(['electron', '--no-sandbox', '/clone', ...words], true)).toEqual({
      kind: 'command',
      words,
    });
  });

  test('with a typo in a command is that of the command line, unless a file has that name', () => {
    const typo = ['/opt/daguerre-app', 'restroe', 'a.jpg', '-o', 'b.png'];
    expect(roleOf(typo, false, () => false)).toEqual({ kind: 'command', words: typo.slice(1) });
    expect(roleOf(typo, false, (path) => path === 'restroe')).toMatchObject({ kind: 'window' });
    expect(roleOf(['/opt/daguerre-app', 'gone.jpg'], false, () => false)).toEqual({
      kind: 'window',
      files: ['gone.jpg'],
    });
  });

  test('by the launcher takes everything after "--" as its command line', () => {
    expect(roleOf(['/opt/daguerre-app', '--no-sandbox', '--command-line', '--', '--version'], false)).toEqual(
      {
        kind: 'command',
        words: ['--version'],
      },
    );
  });

  test('by an engine process becomes another engine process', () => {
    expect(roleOf(['/opt/daguerre-app', '--no-sandbox', '--engine-process=compute'], false)).toEqual({
      kind: 'engine',
      process: 'compute',
    });
  });
});

test("the names that begin a command line are the command line's own", () => {
  const names = commands(new AbortController().signal).map((command) => command.name());
  expect([...COMMAND_NAMES].sort()).toEqual([...names, 'help', 'completion'].sort());
});

test('a file that Electron loads before the program is not taken for a photo', () => {
  expect(roleOf(['electron', '--disable-gpu', '-r', '/loader.js', '/clone', 'a.jpg'], true)).toEqual({
    kind: 'window',
    files: ['a.jpg'],
  });
});
