// `node test/bench/fading.mjs FOLDER...`: how far the estimate of fading takes photos for faded that aren't (on the pictures as
// they are), and how near it comes to fading made on them by known levels. A line of JSON for each folder.
import { spawnSync } from 'node:child_process';
import { root } from '../../src-main/setup/install.mjs';
import { buildProgram } from './program.mjs';

const program = await buildProgram('fading');
const { status } = spawnSync(process.execPath, [program, ...process.argv.slice(2)], {
  stdio: 'inherit',
  cwd: root,
});
process.exitCode = status ?? 1;
