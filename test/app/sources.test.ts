import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const sources = readdirSync('src-main', { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts'))
  .map((name) => ({ name, text: readFileSync(join('src-main', name), 'utf8') }));

test('every handler goes through the one wrapper that checks its sender: ipcMain is used nowhere else', () => {
  const users = sources.filter(({ text }) => /\bipcMain\b/.test(text)).map(({ name }) => name);
  expect(users).toEqual([join('app', 'channels.ts')]);
  const wrapper = sources.find(({ name }) => name === users[0])?.text ?? '';
  expect(wrapper.match(/ipcMain\.\w+\(/g)).toEqual(['ipcMain.handle(']);
  expect(wrapper).toMatch(/ipcMain\.handle\([^)]*\) => \{\s*if \(!isOwnPage\(event\)\) return/);
});

test('nothing outside the app imports Electron', () => {
  const users = sources.filter(({ text }) => /from 'electron'/.test(text)).map(({ name }) => name);
  expect(users.length).toBeGreaterThan(5);
  expect(users.filter((name) => !name.startsWith('app'))).toEqual([]);
});

test('the preload names its messages by the contract: it offers no way to send another', () => {
  const preload = sources.find(({ name }) => name === join('app', 'preload.ts'))?.text ?? '';
  const sent = [...preload.matchAll(/ipcRenderer\.(\w+)\(\s*([^,\s]+)/g)].map(
    ([, how, what]) => `${how} ${what}`,
  );
  expect(sent.sort()).toEqual([
    'invoke ADMIT_BYTES',
    'invoke ADMIT_PATH',
    'invoke channelMessage(name)',
    'on EVENT',
  ]);
});
