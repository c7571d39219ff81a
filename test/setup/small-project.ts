import { cpSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/**
 * A small project with the tools of setup/: the package `bundled` is bundled, `beside` lies beside the bundles, and
 * `unshipped` is for development, as is what the build adds. adm-zip is left out by the builder.
 */
export function smallProject(): string {
  const folder = mkdtempSync(join(tmpdir(), 'daguerre-small-'));
  cpSync('src-main/setup', join(folder, 'src-main', 'setup'), { recursive: true });
  for (const name of ['electron-builder.yml', 'examples/README.md']) {
    write(folder, name, readFileSync(name, 'utf8'));
  }
  const packages: Record<string, object> = {};
  const add = (name: string, kind: 'dependencies' | 'devDependencies', license = 'MIT', words?: string) => {
    const package_ = { name, version: '1.0.0', license };
    packages[`node_modules/${name}`] = { version: '1.0.0', license, dev: kind === 'devDependencies' };
    const author = `The author of ${name}`;
    write(folder, `node_modules/${name}/package.json`, JSON.stringify({ ...package_, author }));
    if (words) write(folder, `node_modules/${name}/LICENSE.md`, words);
    own[kind][name] = '1.0.0';
  };
  const own: Record<'dependencies' | 'devDependencies', Record<string, string>> = {
    dependencies: {},
    devDependencies: {},
  };
  for (const name of ['assemblyscript', 'rolldown', 'electron']) {
    add(name, 'devDependencies', 'MIT', 'The words of the tools');
  }
  add('bundled', 'devDependencies', 'Odd', 'The words of bundled');
  add('beside', 'dependencies');
  add('unshipped', 'devDependencies', 'MIT', 'The words of unshipped');
  add('adm-zip', 'dependencies', 'MIT', 'The words of adm-zip');
  const program = { name: 'small', version: '1.0.0', ...own };
  write(folder, 'package.json', JSON.stringify(program));
  const lock = { name: 'small', version: '1.0.0', lockfileVersion: 3, requires: true };
  write(folder, 'package-lock.json', JSON.stringify({ ...lock, packages: { '': program, ...packages } }));
  write(folder, 'dist/packages.json', JSON.stringify([{ name: 'bundled', version: '1.0.0' }]));
  for (const name of ['preload-packages.json', 'renderer/packages.json']) write(folder, `dist/${name}`, '[]');
  const card = { file: 'a.onnx', version: '1', licence: 'MIT' };
  write(folder, 'models/a.json', JSON.stringify(card));
  write(folder, 'models/a.onnx', 'the network');
  return folder;
}

export function write(folder: string, name: string, text: string): void {
  mkdirSync(dirname(join(folder, name)), { recursive: true });
  writeFileSync(join(folder, name), text);
}
