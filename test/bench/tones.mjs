// `node test/bench/tones.mjs FOLDER...`: whether each picture of the folders has a single tone, a line of JSON each, and
// how many of a folder are free, grey and toned.
import { resolve } from 'node:path';
import { runProgram } from './program.mjs';

await runProgram(
  'tones',
  process.argv.slice(2).map((folder) => resolve(folder)),
);
