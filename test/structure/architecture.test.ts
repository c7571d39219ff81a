import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { LAYERS } from './layers';

const text = readFileSync('ARCHITECTURE.md', 'utf8');
const rooms = text.slice(text.indexOf('## Rooms'), text.indexOf('## How a photo flows'));

/** The folders of the list of rooms; those indented lie in the one before them. */
function listed(): string[] {
  const folders: string[] = [];
  let room = '';
  for (const [, indent, name] of rooms.matchAll(/^( {4}| {6})([\w/-]+)\/ /gm)) {
    if (indent.length === 4) room = name;
    folders.push(indent.length === 4 ? name : `${room}/${name}`);
  }
  return folders;
}

it('ARCHITECTURE.md lists the rooms of src-main', () => {
  const folders = readdirSync('src-main', { withFileTypes: true }).filter((entry) => entry.isDirectory());
  const top = listed().filter((name) => /^src-main\/[^/]+$/.test(name));
  expect(top.sort()).toEqual(folders.map(({ name }) => `src-main/${name}`).sort());
});

it('every folder that ARCHITECTURE.md names exists', () => {
  expect(listed().filter((name) => !existsSync(name))).toEqual([]);
  expect(listed().length).toBeGreaterThan(LAYERS.flat().length);
});

it("ARCHITECTURE.md's arrows are those of the layers", () => {
  expect(rooms).toContain(`\`${LAYERS.map((line) => line.join(', ')).join(' -> ')}\``);
});

it('every test that docs/security.md names exists', () => {
  const named = readFileSync('docs/security.md', 'utf8').matchAll(/`(test\/[^`]+)`/g);
  const paths = Array.from(named, ([, path = '']) => path);
  expect(paths.length).toBeGreaterThan(20);
  expect(paths.filter((path) => !existsSync(path))).toEqual([]);
});
