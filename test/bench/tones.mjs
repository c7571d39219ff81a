// `node test/bench/tones.mjs FOLDER...`: whether each picture of the folders has a single tone, a line of JSON each, and
// how many of a folder are free, grey and toned.
import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import { root } from '../../src-main/setup/install.mjs';
import { buildProgram } from './program.mjs';

const program = await buildProgram('tones');
const folders = process.argv.slice(2).map((folder) => resolve(folder));
const { status } = spawnSync(process.execPath, [program, ...folders], { cwd: root, stdio: 'inherit' });
process.exitCode = status ?? 1;
