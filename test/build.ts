import { existsSync, readdirSync, statSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'vite';
import type { TestProject } from 'vitest/node';
import { nodeBundles, programEntries } from '../vite.config';

declare module 'vitest' {
  interface ProvidedContext {
    /** Why the bundles couldn't be built; empty where they were. */
    readonly buildFault: string;
  }
}

/** Programs that tests start as child processes: one bundle for each file of test/transport/children. */
const CHILDREN = 'test/transport/children';

/**
 * Builds what tests start as processes, once for all of them and only where a source is newer: dist/ as it is
 * shipped, out/test/ for the tests' own children. A fault is handed to the tests that need a bundle, so that the
 * others run all the same.
 */
export async function setup(project: TestProject): Promise<void> {
  try {
    await buildIfStale('dist', present(programEntries), ['src-main', 'vite.config.ts', ...models()]);
    await buildIfStale('out/test', childEntries(), ['src-main', CHILDREN, 'vite.config.ts', ...models()]);
    project.provide('buildFault', '');
  } catch (error) {
    project.provide('buildFault', error instanceof Error ? error.message : String(error));
  }
}

async function buildIfStale(
  target: string,
  entries: Record<string, string>,
  sources: string[],
): Promise<void> {
  const outputs = Object.keys(entries).map((name) => join(target, `${name}.cjs`));
  const built = Math.min(...outputs.map((file) => (existsSync(file) ? statSync(file).mtimeMs : 0)));
  if (built > Math.max(...sources.map(newest))) return;
  await mkdir('out', { recursive: true });
  const folder = await mkdtemp('out/build-');
  try {
    await build({ ...nodeBundles(entries, folder), configFile: false, logLevel: 'error' });
    await mkdir(target, { recursive: true });
    // Files are moved into place one by one, so a test run beside this one never finds the folder empty.
    for (const file of await readdir(folder)) await rename(join(folder, file), join(target, file));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The networks and their cards, whose sums are in the bundles. */
function models(): string[] {
  return readdirSync('models')
    .filter((name) => /\.(onnx|json)$/.test(name))
    .map((name) => join('models', name));
}

/** Time of the newest file below a path, in milliseconds. */
function newest(path: string): number {
  const status = statSync(path);
  if (!status.isDirectory()) return status.mtimeMs;
  return Math.max(0, ...readdirSync(path).map((name) => newest(join(path, name))));
}

/** Entries whose file exists: a bundle is built from the day its source is there. */
function present(entries: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(entries).filter(([, file]) => existsSync(file)));
}

function childEntries(): Record<string, string> {
  const files = readdirSync(CHILDREN).filter((name) => name.endsWith('.ts'));
  return Object.fromEntries(files.map((name) => [name.replace(/\.ts$/, ''), join(CHILDREN, name)]));
}
