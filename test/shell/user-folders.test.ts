import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { moveEarlierData } from '../../src-main/shell/earlier-data';

let root: string;
const at = (...names: string[]) => join(root, ...names);
const to = () => ({ data: at('share/daguerre'), state: at('state/daguerre'), cache: at('cache/daguerre') });

function write(path: string, text = '{}'): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

/** A run of an earlier version with a pasted picture, by the process with this number. */
function writeRun(name: string, pid: number): void {
  const run = at('old/sessions', name);
  write(join(run, 'session.json'), JSON.stringify({ pid }));
  write(join(run, 'uploads/pasted.png'), 'picture');
  const path = join(run, 'uploads/pasted.png');
  write(join(run, 'documents/one/document.json'), JSON.stringify({ path, file: '/photos/old/sessions.png' }));
}

/** No process has this number. */
const NOBODY = 2 ** 22 + 1;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'daguerre-folders-'));
  return () => rmSync(root, { recursive: true });
});

describe('the data of an earlier version', () => {
  test('moves to folders for data, state and cache, and Electron’s own files stay', () => {
    for (const name of ['settings.json', 'ledgers/a.sqlite', 'recent.json', 'thumbnails/a.webp', 'Cookies'])
      write(at('old', name), name);
    moveEarlierData(at('old'), to());
    expect(readFileSync(at('share/daguerre/settings.json'), 'utf8')).toBe('settings.json');
    expect(readdirSync(at('share/daguerre')).sort()).toEqual(['ledgers', 'settings.json']);
    expect(readdirSync(at('state/daguerre'))).toEqual(['recent.json']);
    expect(readdirSync(at('cache/daguerre'))).toEqual(['thumbnails']);
    expect(readdirSync(at('old'))).toEqual(['Cookies']);
  });

  test('replaces no existing file', () => {
    write(at('old/settings.json'), 'old');
    write(at('share/daguerre/settings.json'), 'new');
    moveEarlierData(at('old'), to());
    expect(readFileSync(at('share/daguerre/settings.json'), 'utf8')).toBe('new');
    expect(readFileSync(at('old/settings.json'), 'utf8')).toBe('old');
  });

  test('includes unsaved work, whose paths to its own files are changed', () => {
    writeRun('ended', NOBODY);
    moveEarlierData(at('old'), to());
    const run = at('state/daguerre/sessions/ended');
    const record = JSON.parse(readFileSync(join(run, 'documents/one/document.json'), 'utf8'));
    expect(record).toEqual({ path: join(run, 'uploads/pasted.png'), file: '/photos/old/sessions.png' });
    expect(readFileSync(record.path, 'utf8')).toBe('picture');
    expect(readdirSync(at('old/sessions'))).toEqual([]);
  });

  test('stays while a program uses it', () => {
    writeRun('running', process.ppid);
    write(at('old/settings.json'));
    moveEarlierData(at('old'), to());
    expect(existsSync(at('old/sessions/running/session.json'))).toBe(true);
    write(at('old/presets.json'));
    symlinkSync(`host-${process.ppid}`, at('old/SingletonLock'));
    moveEarlierData(at('old'), to());
    expect(existsSync(at('old/presets.json'))).toBe(true);
  });
});
