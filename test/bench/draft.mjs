// `node test/bench/draft.mjs`: a photo of 20 megapixels in the studio, with the real network on the processor. Prints a line of
// JSON: seconds from Restore to the draft of the whole photo, and to the first step of the region that is looked at.
import { buildIfStale } from '../../src-main/setup/install.mjs';
import { runProgram } from './program.mjs';

buildIfStale();
await runProgram('draft');
