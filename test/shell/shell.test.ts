import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { listPageFiles } from '../../src-main/shell/page-files';
import { contentSecurityPolicy } from '../../src-main/shell/policy';
import { parseTileAddress } from '../../src-main/shell/tile-address';

test('the page consists only of its own files: no links, no source maps, nothing outside its folder', async () => {
  const outside = await mkdtemp(join(tmpdir(), 'daguerre-page-'));
  const page = join(outside, 'renderer');
  await mkdir(join(page, 'assets'), { recursive: true });
  await mkdir(join(outside, 'renderer-evil'));
  await writeFile(join(outside, 'secret.json'), '{}');
  await writeFile(join(outside, 'renderer-evil', 'index.html'), '');
  await writeFile(join(page, 'index.html'), '');
  await writeFile(join(page, 'third-party.txt'), '');
  await writeFile(join(page, 'assets', 'main.js'), '');
  await writeFile(join(page, 'assets', 'main.js.map'), '');
  await symlink(join(outside, 'secret.json'), join(page, 'assets', 'link.json'));
  const files = listPageFiles(page);
  expect([...files.keys()].sort()).toEqual(['/assets/main.js', '/index.html', '/third-party.txt']);
  expect(files.get('/assets/main.js')?.type).toBe('text/javascript; charset=utf-8');
  // As plain text, which a browser doesn't render as a page.
  expect(files.get('/third-party.txt')?.type).toBe('text/plain; charset=utf-8');
  await rm(outside, { recursive: true });
});

test.each([
  ['abc_-9/0/3/12', { picture: 'abc_-9', level: 0, column: 3, row: 12 }],
  ['abc/0/0', undefined],
  ['abc/0/0/0/7', { picture: 'abc', level: 0, column: 0, row: 0 }],
  ['abc/0/0/0/7/7', undefined],
  ['abc/0/0/-1', undefined],
  ['abc/0/0/1e3', undefined],
  ['abc/0/0/01', undefined],
  ['../0/0/0', undefined],
  ['%2e%2e/0/0/0', undefined],
  ['abc/0/0/', undefined],
  ['', undefined],
])('the tile address %j', (address, tile) => {
  expect(parseTileAddress(address)).toEqual(tile);
});

test("the policy allows no script but the page's files, and nothing at all by default", () => {
  const policy = contentSecurityPolicy('photo:').split('; ');
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain("script-src 'self'");
  expect(policy).toContain("img-src 'self' blob: photo:");
});
