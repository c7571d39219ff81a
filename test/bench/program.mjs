import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { build, loadConfigFromFile } from 'vite';
import { root } from '../../src-main/setup/install.mjs';

/** Bundles NAME.ts of a folder as the program itself is bundled, and returns the bundle's path. */
export async function buildProgram(name, folder = 'test/bench') {
  const outDir = join(root, 'out', 'bench');
  const loaded = await loadConfigFromFile(
    { command: 'build', mode: 'production' },
    join(root, 'vite.config.ts'),
  );
  if (!loaded) throw new Error('vite.config.ts could not be read');
  const { config } = loaded;
  config.build.outDir = outDir;
  config.build.rolldownOptions.input = { [name]: join(root, folder, `${name}.ts`) };
  await build({ ...config, root, configFile: false, logLevel: 'error' });
  return join(outDir, `${name}.cjs`);
}

/** Bundles NAME.ts and runs it to its end in the project's folder, by default with this process's own arguments. */
export async function runProgram(name, args = process.argv.slice(2)) {
  const program = await buildProgram(name);
  const { status } = spawnSync(process.execPath, [program, ...args], { stdio: 'inherit', cwd: root });
  process.exitCode = status ?? 1;
}
