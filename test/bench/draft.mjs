// `node test/bench/draft.mjs`: a photo of 20 megapixels in the studio, with the real network on the processor. Prints a line of
// JSON: seconds from Restore to the draft of the whole photo, and to the first step of the region that is looked at.
import { spawnSync } from 'node:child_process';
import { buildIfStale, root } from '../../src-main/setup/install.mjs';
import { buildProgram } from './program.mjs';

buildIfStale();
const program = await buildProgram('draft');
const { status } = spawnSync(process.execPath, [program, ...process.argv.slice(2)], {
  stdio: 'inherit',
  cwd: root,
});
process.exitCode = status ?? 1;
