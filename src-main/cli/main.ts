import { runCommandLine } from './run';

// The command line under plain Node: `npm start -- COMMAND ...`.
void runCommandLine(process.argv.slice(2));
