// `node test/bench/streak.mjs FOLDER... [--limit N] [--json FILE]`: what the program offers for photos that are sharp,
// blurred by a Gaussian and streaked by motion here, with noise, grain and saved as JPEG. In a folder with many photos, N
// of them evenly spread count.
import { runProgram } from './program.mjs';

await runProgram('streak');
