// The package daguerre-engine as users get it: packed by npm and unpacked into a project's node_modules.
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { buildEngineIfStale, ENGINE } from '../../src-main/setup/engine/build.mjs';
import { root } from '../../src-main/setup/install.mjs';

/**
 * Makes a project with the package and what it depends on. `example` is a folder of examples/engine that is copied into it; `others` names packages
 * that are installed beside. Returns its folder, the paths of the packed files, and a function that removes the folder.
 */
export function projectWithEngine({ example, others = [] } = {}) {
  buildEngineIfStale();
  const folder = mkdtempSync(join(tmpdir(), 'daguerre-project-'));
  if (example) cpSync(join(root, 'examples', 'engine', example), folder, { recursive: true });
  const [{ filename, files }] = JSON.parse(must('npm', ['pack', ENGINE, '--json', '--silent'], folder));
  must('tar', ['-xzf', filename], folder);
  rmSync(join(folder, filename));
  const modules = join(folder, 'node_modules');
  mkdirSync(modules);
  cpSync(join(folder, 'package'), join(modules, 'daguerre-engine'), { recursive: true });
  rmSync(join(folder, 'package'), { recursive: true });
  const { dependencies } = JSON.parse(readFileSync(join(ENGINE, 'package.json'), 'utf8'));
  for (const name of [...Object.keys(dependencies), ...others]) link(name, modules);
  return {
    folder,
    files: files.map(({ path }) => path),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** As if npm had installed it. */
function link(name, modules) {
  const to = join(modules, name);
  if (existsSync(to)) return;
  mkdirSync(dirname(to), { recursive: true });
  symlinkSync(join(root, 'node_modules', name), to, 'junction');
}

function must(command, args, cwd) {
  const shell = process.platform === 'win32' && command === 'npm';
  const result = spawnSync(command, args, { cwd, encoding: 'utf8', shell });
  if (result.status === 0) return result.stdout;
  throw new Error(`${command} ${args[0]} failed (${result.error?.message ?? result.stderr.trim()})`);
}
