import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { parseSync } from 'vite';

/** What a source file imports, types too. */
export interface Imports {
  /** From the project's root, with slashes. */
  readonly file: string;
  /** Packages and Node's modules as they are written, the project's own as paths from its root without an ending. */
  readonly modules: readonly string[];
}

/** The imports of all TypeScript files below a folder of the project. */
export function importsBelow(folder: string): Imports[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /(?<!\.d)\.tsx?$/.test(name))
    .sort()
    .map((name) => importsOf(join(folder, name)));
}

function importsOf(path: string): Imports {
  const text = readFileSync(path, 'utf8');
  const { module, errors } = parseSync(path, text);
  if (errors.length > 0) throw new Error(`${path}: ${errors[0].message}`);
  const written = [
    ...module.staticImports.map((entry) => entry.moduleRequest.value),
    ...module.staticExports.flatMap(({ entries }) =>
      entries.flatMap((entry) => entry.moduleRequest?.value ?? []),
    ),
    // Quotes and all; a name made at run time isn't a file of the project.
    ...module.dynamicImports.map(({ moduleRequest: { start, end } }) => text.slice(start + 1, end - 1)),
  ];
  return {
    file: slashed(path),
    modules: written.map((name) =>
      name.startsWith('.') ? slashed(relative('.', join(dirname(path), name))) : name,
    ),
  };
}

function slashed(path: string): string {
  return path.replaceAll('\\', '/');
}
