// `npm run bench`: what the program costs beside its network, and whole photos through the command line. Run by hand,
// never by `npm test`: times depend on the machine. Options: --json, --all (24 photos), --overhead NAME, --no-photos;
// --window for the desktop app while it is used, and nothing else; --batch for a batch against the engine alone, and
// nothing else (with DAGUERRE_LONG_RECORD=1 its figures are kept in test/records/results).
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';
import { buildIfStale, root } from '../../src-main/setup/install.mjs';
import { buildProgram } from './program.mjs';
import { benchWindow } from './window.mjs';

const { values: options } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    all: { type: 'boolean', default: false },
    photos: { type: 'boolean', default: true },
    window: { type: 'boolean', default: false },
    batch: { type: 'boolean', default: false },
    overhead: { type: 'string', multiple: true, default: [] },
    provider: { type: 'string', default: 'cpu' },
  },
  allowNegative: true,
});
const KODAK = join(root, '..', 'shared', 'eval', 'kodak24');
const BARS = { seconds: 60, peakMemoryMB: 1500 };

const NOTHING = { overhead: [], photos: [], window: [], batch: [] };
const result = await measure();
if (options.json) console.log(JSON.stringify(result));
else if (options.window) printWindow(result.window);
else if (options.batch) printBatch(result.batch);
else print(result);
const rows = Object.values(result).flat();
process.exitCode = rows.every((row) => row.ok) ? 0 : 1;

async function measure() {
  if (options.window) return { ...NOTHING, window: await benchWindow() };
  if (options.batch) return { ...NOTHING, batch: [await batch()] };
  return { ...NOTHING, overhead: await overhead(), photos: options.photos ? photos() : [] };
}

async function batch() {
  buildIfStale();
  return JSON.parse(start([await buildProgram('batch')]));
}

async function overhead() {
  const program = await buildProgram('overhead');
  return JSON.parse(start([program, ...options.overhead]));
}

function photos() {
  buildIfStale();
  const names = readdirSync(KODAK)
    .filter((name) => name.endsWith('.png'))
    .sort();
  const folder = mkdtempSync(join(tmpdir(), 'daguerre-bench-'));
  try {
    return names
      .slice(0, options.all ? names.length : 2)
      .map((name) => wholePhoto(join(KODAK, name), folder));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function wholePhoto(photo, folder) {
  const cli = join(root, 'dist', 'cli.cjs');
  const words = ['--operator', 'denoise', '--noise', '25'];
  const noisy = join(folder, 'noisy.png');
  start([cli, 'degrade', photo, '-o', noisy, ...words, '--overwrite']);
  const run = [
    cli,
    'restore',
    noisy,
    '-o',
    join(folder, 'out.png'),
    ...words,
    '--steps',
    '8',
    '--json',
    '--overwrite',
  ];
  const report = JSON.parse(start([...run, '--provider', options.provider]));
  const { seconds, sampleSeconds, denoiserSeconds, peakMemoryMB, tiles, provider } = report;
  const ok = seconds < BARS.seconds && peakMemoryMB < BARS.peakMemoryMB;
  return {
    name: basename(photo),
    seconds,
    sampleSeconds,
    denoiserSeconds,
    peakMemoryMB,
    tiles,
    provider,
    ok,
  };
}

function start(args) {
  const { status, stdout, error } = spawnSync(process.execPath, args, {
    cwd: root,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  if (status !== 0) throw error ?? new Error(`${args.join(' ')} ended with status ${status}`);
  return stdout;
}

function print({ overhead, photos }) {
  console.log('Everything but the network, milliseconds per megapixel and call (1.6 megapixels, 8 calls):');
  for (const { name, tiles, milliseconds, processorMilliseconds, bar, ok } of overhead) {
    const numbers = [milliseconds, processorMilliseconds].map((value) => value.toFixed(1).padStart(7));
    console.log(
      `  ${name.padEnd(16)}${numbers[0]}   (processor ${numbers[1]}, ${tiles} tiles)   at most ${bar}: ${verdict(ok)}`,
    );
  }
  if (photos.length === 0) return;
  console.log('Whole photos, denoise at 25 levels in 8 calls, through the command line:');
  for (const { name, seconds, denoiserSeconds, peakMemoryMB, ok } of photos) {
    console.log(
      `  ${name.padEnd(16)}${seconds.toFixed(1).padStart(7)} s (network ${denoiserSeconds.toFixed(1)} s), ${peakMemoryMB} MB   ${verdict(ok)}`,
    );
  }
}

function printWindow(rows) {
  console.log('The desktop app while a restoration runs and the mouse paints on a photo of 24 megapixels:');
  for (const { name, value, unit, bar, ok } of rows) {
    const limit = bar === null ? '' : `   at most ${bar}: ${verdict(ok)}`;
    console.log(`  ${name.padEnd(50)}${value.toFixed(2).padStart(9)} ${unit.padEnd(6)}${limit}`);
  }
}

function printBatch([{ photos, rounds, ratio, bar, ok }]) {
  console.log(`Twice ${photos} photos by the engine alone and as a batch, in turns:`);
  for (const { engineSeconds, batchSeconds } of rounds) {
    const numbers = [engineSeconds, batchSeconds].map((value) => value.toFixed(2).padStart(7));
    console.log(`  ${numbers[0]} s   ${numbers[1]} s   ${(engineSeconds / batchSeconds).toFixed(3)}`);
  }
  console.log(
    `Throughput of the engine's: ${ratio.toFixed(3)}   at least ${bar}: ${ok ? 'ok' : 'TOO LITTLE'}`,
  );
}

function verdict(ok) {
  return ok ? 'ok' : 'TOO MUCH';
}
