// `node test/records/hashes.mjs`: makes the table of hashes of results (hashes.ts says of what) from this tree and compares
// it with the one that is kept, results/hashes.json; `--keep` writes the table there instead. A change that is meant to
// leave the results alone is made between a --keep and a comparison.
// It compares two trees on one machine: the sums are in plain TypeScript but for the small network's, whose last bits are the
// processor's own, and Math's functions are those of this Node.
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { root } from '../../src-main/setup/install.mjs';
import { buildProgram } from '../bench/program.mjs';

const KEPT = join(root, 'test', 'records', 'results', 'hashes.json');

const program = await buildProgram('hashes', 'test/records');
const { status, stdout } = spawnSync(process.execPath, [program], {
  cwd: root,
  encoding: 'utf8',
  stdio: ['ignore', 'pipe', 'inherit'],
});
if (status !== 0) process.exit(status ?? 1);
const table = {
  madeWith: { node: process.version, processor: cpus()[0]?.model ?? 'unknown' },
  hashes: JSON.parse(stdout),
};
if (process.argv.includes('--keep')) {
  writeFileSync(KEPT, `${JSON.stringify(table, undefined, 2)}\n`);
  console.log(`${Object.keys(table.hashes).length} hashes are kept in ${KEPT}.`);
} else compare(JSON.parse(readFileSync(KEPT, 'utf8')), table);

function compare(kept, made) {
  for (const [key, value] of Object.entries(kept.madeWith)) {
    if (made.madeWith[key] !== value)
      console.log(`The kept table was made with ${value}; this is ${made.madeWith[key]}.`);
  }
  const names = [...new Set([...Object.keys(kept.hashes), ...Object.keys(made.hashes)])];
  const others = names.filter((name) => kept.hashes[name] !== made.hashes[name]);
  for (const name of others)
    console.log(`${name}: ${kept.hashes[name] ?? 'not kept'} became ${made.hashes[name] ?? 'nothing'}`);
  console.log(`${names.length - others.length} of ${names.length} hashes are unchanged.`);
  process.exitCode = others.length === 0 ? 0 : 1;
}
