// `node test/bench/fading.mjs FOLDER...`: how far the estimate of fading takes photos for faded that aren't (on the pictures as
// they are), and how near it comes to fading made on them by known levels. A line of JSON for each folder.
import { runProgram } from './program.mjs';

await runProgram('fading');
