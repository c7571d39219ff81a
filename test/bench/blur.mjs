// `node test/bench/blur.mjs FOLDER... [--limit N] [--blurs 0,1,1.5,2.5] [--noise LEVEL] [--side 400] [--json FILE]`: how
// often the program offers to remove a blur, in whole photos and in two parts of each, as they are and blurred here. In a
// folder with many photos, N of them evenly spread count.
import { runProgram } from './program.mjs';

await runProgram('blur');
