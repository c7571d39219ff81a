// `node test/bench/heal.mjs [--strokes N]`: spots of 12 pixels healed on a photo of 24 megapixels, through the
// studio with its own processes and the real network. Prints a line of JSON: milliseconds from the request to the mean and to
// the sample, the pixels that changed outside of the strokes, the memory before and after, and whether undo leads back.
import { buildIfStale } from '../../src-main/setup/install.mjs';
import { runProgram } from './program.mjs';

buildIfStale();
await runProgram('heal');
