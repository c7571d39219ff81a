import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { CATALOGUE } from '../../src-main/operators/catalogue';
import { type Imports, importsBelow } from './imports';
import { BARRED, below, LAYERS, PACKAGES, SPECS } from './layers';

const privileged = importsBelow('src-main');

/** The room of src-main that a path from the root lies in; undefined outside. */
function roomOf(path: string): string | undefined {
  if (SPECS.test(path)) return 'specs';
  return /^src-main\/([^/]+)\//.exec(path)?.[1];
}

/** The package of a module's name; undefined for the project's own files and Node's modules. */
function packageOf(module: string): string | undefined {
  if (module.startsWith('node:') || module.startsWith('src-') || module.startsWith('.')) return undefined;
  return /^(@[^/]+\/)?[^/]+/.exec(module)?.[0];
}

/** What is wrong with what files of src-main import, in a line each. */
function faultsOf(files: readonly Imports[]): string[] {
  return files.flatMap(({ file, modules }) => {
    const room = roomOf(file);
    if (room === undefined) return [`${file} lies in no room`];
    return modules.flatMap((module) => {
      const owner = PACKAGES[packageOf(module) ?? ''];
      if (owner !== undefined && owner !== room)
        return [`${file} imports ${module}, which ${owner} alone may`];
      const other = roomOf(module);
      if (other === undefined || other === room) return [];
      if (!below(room).includes(other)) return [`${file} imports ${module}, which isn't below it`];
      const barred = BARRED.find((entry) => entry.room === room && entry.from.includes(other));
      return barred ? [`${file} imports ${module}: ${barred.why}`] : [];
    });
  });
}

describe('the rooms of src-main', () => {
  it('are the ones of the list, each once', () => {
    const rooms = readdirSync('src-main', { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && entry.name !== 'setup')
      .map(({ name }) => name);
    expect(LAYERS.flat().sort()).toEqual([...rooms, 'specs'].sort());
  });

  it('import only rooms below them, and only their own packages', () => {
    expect(privileged.length).toBeGreaterThan(400);
    expect(faultsOf(privileged)).toEqual([]);
  });

  it.each([
    ['src-main/noise/a.ts', 'src-main/sampling/b'],
    ['src-main/sampling/a.ts', 'src-main/network/b'],
    ['src-main/contract/a.ts', 'src-main/operators/b'],
    ['src-main/contract/a.ts', 'src-main/operators/jpeg/model'],
    ['src-main/operators/jpeg/spec.ts', 'src-main/contract/schema'],
    ['src-main/operators/catalogue.ts', 'src-main/operators/jpeg/model'],
    ['src-main/app/a.ts', 'src-main/server/b'],
    ['src-main/shell/a.ts', 'src-main/jobs/b'],
    ['src-main/studio/a.ts', 'electron'],
    ['src-main/jobs/a.ts', 'sharp'],
    ['src-main/unlisted/a.ts', 'src-main/contract/b'],
  ])('%s may not import %s', (file, module) => {
    expect(faultsOf([{ file, modules: [module] }])).toHaveLength(1);
  });

  it.each([
    ['src-main/network/a.ts', 'src-main/transport/b'],
    ['src-main/regions/a.ts', 'src-main/regions/coarse/b'],
    ['src-main/network/a.ts', 'onnxruntime-node'],
    ['src-main/shell/a.ts', 'src-main/contract/b'],
    ['src-main/contract/a.ts', 'src-main/operators/jpeg/spec'],
    ['src-main/operators/catalogue.ts', 'src-main/operators/jpeg/spec'],
  ])('%s may import %s', (file, module) => {
    expect(faultsOf([{ file, modules: [module] }])).toEqual([]);
  });
});

it('the window imports only the contract and the specs of src-main, and nothing of Node or Electron', () => {
  const files = importsBelow('src-renderer');
  expect(files.length).toBeGreaterThan(100);
  const faults = files.flatMap(({ file, modules }) =>
    modules
      .filter((module) =>
        module.startsWith('src-main/')
          ? !['contract', 'specs'].includes(roomOf(module) ?? '')
          : module.startsWith('node:') || packageOf(module) === 'electron',
      )
      .map((module) => `${file} imports ${module}`),
  );
  expect(faults).toEqual([]);
});

it("a spec is data: it imports other specs' types and values, and no package", () => {
  const specs = privileged.filter(({ file }) => roomOf(file) === 'specs');
  // The catalogue, its list and its type, and one file for each operator.
  expect(specs.length).toBe(3 + CATALOGUE.length);
  expect(specs.flatMap(({ modules }) => modules.filter((module) => roomOf(module) !== 'specs'))).toEqual([]);
});

it('there are no circular imports', () => {
  const known = new Map(
    [...privileged, ...importsBelow('src-renderer')].map(({ file, modules }) => [file, modules]),
  );
  const fileOf = (module: string) =>
    [`${module}.ts`, `${module}.tsx`, `${module}/index.ts`].find((path) => known.has(path));
  const circles: string[] = [];
  const done = new Set<string>();
  const visit = (file: string, way: readonly string[]) => {
    const start = way.indexOf(file);
    if (start >= 0) circles.push([...way.slice(start), file].join(' -> '));
    if (done.has(file) || start >= 0) return;
    for (const module of known.get(file) ?? []) {
      const next = fileOf(module);
      if (next !== undefined) visit(next, [...way, file]);
    }
    done.add(file);
  };
  for (const file of known.keys()) visit(file, []);
  expect(circles).toEqual([]);
});
