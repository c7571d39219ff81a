// `node test/bench/grain.mjs FOLDER... [--limit N] [--levels 0,5,10,15,25] [--stds 0,0.6,1,2] [--blur STD] [--shared]
// [--json FILE]`: noise made on clean photos, blurred before where that is said, and what the estimates read. In a
// folder with a manifest.csv, only the photos held out of training count.
import { runProgram } from './program.mjs';

await runProgram('grain');
