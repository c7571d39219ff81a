import { execFile, spawnSync } from 'node:child_process';
import { cpSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import manifest from '../../package.json';
import { writeSoft } from '../cli/support';
import { type ProjectWithEngine, projectWithEngine } from '../setup/engine-package.mjs';
import { requireBundles } from '../transport/bundle';

const TINY = resolve('test/fixtures/models/tiny.onnx');
const run = promisify(execFile);
let project: ProjectWithEngine;
let packed: string;

beforeAll(async () => {
  requireBundles();
  project = projectWithEngine({ example: 'node', others: ['electron', 'onnxruntime-web'] });
  packed = join(project.folder, 'node_modules', 'daguerre-engine');
  await writeSoft(join(project.folder, 'photo.png'), 64, 48);
});
afterAll(() => project.remove());

test('the package holds bundles, types, networks with their cards, and its terms', () => {
  const usual = project.files.map((name) => name.replace(/^shared-.*(\.c?js)$/, 'shared$1'));
  expect([...new Set(usual)].sort()).toEqual([
    'LICENSE',
    'README.md',
    'browser.js',
    'compute.cjs',
    'imaging.cjs',
    'index.js',
    'lane.cjs',
    'models/damage.json',
    'models/damage.onnx',
    'models/eps-universal.json',
    'models/eps-universal.onnx',
    'models/photos.csv',
    'package.json',
    'shared.cjs',
    'shared.js',
    'third-party.txt',
    'types/browser/index.d.ts',
    'types/browser/types.d.ts',
    'types/index.d.ts',
    'types/picture.d.ts',
    'types/recipe.d.ts',
    'types/types.d.ts',
  ]);
});

test("its version and its dependencies are the program's own, each pinned", () => {
  const { version, dependencies, engines, peerDependenciesMeta } = JSON.parse(
    readFileSync(join(packed, 'package.json'), 'utf8'),
  );
  expect({ version, dependencies, engines }).toEqual({
    version: manifest.version,
    dependencies: manifest.dependencies,
    engines: manifest.engines,
  });
  expect(Object.values(manifest.dependencies).filter((at) => !/^\d+\.\d+\.\d+$/.test(at))).toEqual([]);
  expect(peerDependenciesMeta).toEqual({ 'onnxruntime-web': { optional: true } });
});

test('its notices name what is in the bundles, with the words of each licence', () => {
  const notices = readFileSync(join(packed, 'third-party.txt'), 'utf8');
  for (const name of ['zod', '@echogarden/pffft-wasm', 'assemblyscript', 'rolldown'])
    expect(notices).toMatch(new RegExp(`^${name} \\d+\\.\\d+\\.\\d+ \\(.+\\)$`, 'm'));
});

test('the part for pages uses nothing of Node', () => {
  const text = readFileSync(join(packed, 'browser.js'), 'utf8');
  expect(text).not.toMatch(
    /from ["']node:|import\(["']|\brequire\(|\bBuffer\.|\bprocess\.(env|platform|pid)/,
  );
});

test('the example for Node restores a photo to what the command line makes of it', async () => {
  const env = { ...process.env, MODEL: TINY };
  const { folder } = project;
  const { stdout } = await run(process.execPath, ['restore.mjs', 'photo.png', 'example.png'], {
    cwd: folder,
    env,
  });
  expect(stdout).toMatch(
    /^\d+\.\d\d % of the photo is scratches and dust\.\n(\d+ %\n)+100 %\nexample\.png: 64x48, /,
  );
  const words = [
    'restore',
    'photo.png',
    '-o',
    'command.png',
    '--recipe',
    'old-photo',
    '--seed',
    '1',
    '--model',
    TINY,
  ];
  await run(process.execPath, [resolve('dist/cli.cjs'), ...words], { cwd: folder });
  const pixels = (name: string) => sharp(join(folder, name)).raw().toBuffer();
  expect(await pixels('example.png')).toEqual(await pixels('command.png'));
});

test('the example says in one sentence that there is no such photo', async () => {
  const ended = spawnSync(process.execPath, ['restore.mjs', 'none.jpg', 'out.png'], {
    cwd: project.folder,
    encoding: 'utf8',
    env: { ...process.env, MODEL: TINY },
  });
  expect(ended).toMatchObject({ status: 1, stderr: "none.jpg doesn't exist; check its name and folder.\n" });
});

test('a CommonJS program requires it, and sees no more than what it declares', async () => {
  const text = "console.log(Object.keys(require('daguerre-engine')).sort().join())";
  const { stdout } = await run(process.execPath, ['-e', text], { cwd: project.folder });
  expect(stdout).toBe('isPlainError,openEngine\n');
});

test('programs in TypeScript, and those of docs/engine.md, are checked against its types, strictly', () => {
  const consumer = join(project.folder, 'consumer');
  cpSync('test/api/consumer', consumer, { recursive: true });
  const shown = [...readFileSync('docs/engine.md', 'utf8').matchAll(/^```ts\n([\s\S]*?)^```/gm)];
  expect(shown).toHaveLength(3);
  for (const [i, [, text = '']] of shown.entries()) writeFileSync(join(consumer, `shown-${i}.ts`), text);
  symlinkSync(resolve('node_modules/@types'), join(project.folder, 'node_modules', '@types'), 'junction');
  const compiler = resolve('node_modules/typescript/bin/tsc');
  const { status, stdout } = spawnSync(process.execPath, [compiler, '-p', consumer], { encoding: 'utf8' });
  expect(stdout).toBe('');
  expect(status).toBe(0);
});
