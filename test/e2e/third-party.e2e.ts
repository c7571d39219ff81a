import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { z } from 'zod';
import { expect, test } from './fixtures';

/** Packages whose sources are in the bundles, by the bundles' own source maps. */
function bundledSources(): Set<string> {
  const maps = ['dist', 'dist/renderer/assets'].flatMap((folder) =>
    readdirSync(folder)
      .filter((name) => name.endsWith('.map'))
      .map((name) => join(folder, name)),
  );
  const sources = maps.flatMap(
    (map) => z.object({ sources: z.array(z.string()) }).parse(JSON.parse(readFileSync(map, 'utf8'))).sources,
  );
  return new Set(
    sources.flatMap((source) => /.*node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(source)?.[1] ?? []),
  );
}

const notices = () => readFileSync('dist/renderer/third-party.txt', 'utf8');

test('every package whose source is in a bundle, and every dependency beside them, has its notice', () => {
  const { dependencies } = z
    .object({ dependencies: z.record(z.string(), z.string()) })
    .parse(JSON.parse(readFileSync('package.json', 'utf8')));
  const shipped = new Set([...bundledSources(), ...Object.keys(dependencies)]);
  expect(shipped.size).toBeGreaterThan(80);
  const text = notices();
  const listed = new Set([...text.matchAll(/^ {2}(\S+) \d+\.\d+\S* \(/gm)].map(([, name]) => name));
  expect([...shipped].filter((name) => !listed.has(name))).toEqual([]);
  // The list, and then the words, under the same name.
  for (const name of shipped) {
    expect([name, text.split('\n').some((line) => line.startsWith(`${name} `))]).toEqual([name, true]);
  }
});

test('the notices contain what the licences of native parts require, and name the photos', () => {
  const text = notices();
  for (const words of [
    'GNU LESSER GENERAL PUBLIC LICENSE',
    'GNU GENERAL PUBLIC LICENSE',
    '| libvips       | LGPLv3',
    'protocolbuffers/protobuf',
    'LICENSES.chromium.html',
    'ExifTool, by Phil Harvey',
    'models/photos.csv',
  ]) {
    expect(text).toContain(words);
  }
});

test('the bill of materials names every bundled package, the native parts and the networks', async ({
  data,
}) => {
  const file = join(data, 'bill.json');
  const { status, stderr } = spawnSync(process.execPath, ['src-main/setup/sbom.mjs', file], {
    encoding: 'utf8',
  });
  expect([status, stderr]).toEqual([0, '']);
  const { components } = z
    .object({ components: z.array(z.object({ name: z.string() })) })
    .parse(JSON.parse(readFileSync(file, 'utf8')));
  const names = new Set(components.map(({ name }) => name));
  const wanted = [...bundledSources(), 'electron', 'vips', 'exiftool', 'onnxruntime', 'libheif'];
  const networks = readdirSync('models').filter((name) => name.endsWith('.onnx'));
  expect([...wanted, ...networks].filter((name) => !names.has(name))).toEqual([]);
});

test.describe('About', () => {
  test.use({ model: 'tiny' });

  async function readNotices(page: Page): Promise<void> {
    await page.getByRole('button', { name: 'Cup of coffee' }).click();
    await page.getByRole('button', { name: 'More', exact: true }).click();
    await page.getByRole('menuitem', { name: 'About Daguerre' }).click();
    const dialog = page.getByRole('dialog', { name: 'About Daguerre' });
    await dialog.getByRole('button', { name: 'Third-party notices' }).click();
    const shown = dialog.getByRole('region', { name: 'Third-party notices' });
    await expect(shown).toContainText('Third-party notices of Daguerre');
    // All of it, to the last licence.
    expect((await shown.textContent())?.length).toBe(notices().length);
  }

  test('shows the notices in the window', ({ desktop: { page } }) => readNotices(page));

  test('shows the notices in a browser', ({ served: { page } }) => readNotices(page));
});
