// `node test/bench/streak.mjs FOLDER... [--limit N] [--json FILE]`: what the program offers for photos that are sharp,
// blurred by a Gaussian and streaked by motion here, with noise, grain and saved as JPEG. In a folder with many photos, N
// of them evenly spread count.
import { spawnSync } from 'node:child_process';
import { root } from '../../src-main/setup/install.mjs';
import { buildProgram } from './program.mjs';

const program = await buildProgram('streak');
const { status } = spawnSync(process.execPath, [program, ...process.argv.slice(2)], {
  stdio: 'inherit',
  cwd: root,
});
process.exitCode = status ?? 1;
