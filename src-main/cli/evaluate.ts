import { Command } from 'commander';
import { PROVIDERS, type ProviderChoice } from '../contract/recipe';
import type { EvaluationRow } from '../evaluation/rows';
import { TASK_NAMES, type TaskName } from '../evaluation/tasks';
import { withEngine } from '../jobs/engine';
import { evaluateFolder } from '../jobs/evaluate-job';
import { defaultModel } from './model-path';
import { requireProviderFirst } from './named-provider';
import { toNumber, toThreads, toWhole } from './options';
import { progressBar } from './progress';
import { addSpeechOptions, type SpeechOptions, speechOf } from './speech';
import { wrongUsage } from './wrong-usage';

interface Options extends SpeechOptions {
  readonly operators?: string;
  readonly limit?: number;
  readonly samples: number;
  readonly seed: number;
  readonly threads?: number;
  readonly provider: string;
  readonly model?: string;
}

export function evaluateCommand(signal: AbortSignal): Command {
  const command = new Command('evaluate')
    .description('score the network on a folder of photos: PSNR, calibration, CRPS, coverage, fit')
    .argument('<folder>', 'PNG, JPEG, WebP and TIFF files of at least 192x192 pixels')
    .option('--operators <names>', `some of ${TASK_NAMES.join(', ')} (default all)`)
    .option('--limit <n>', 'only the first n photos', toNumber)
    .option('--samples <n>', 'samples per photo, 4 to 64', toNumber, 9)
    .option('--seed <n>', 'photo i is measured and sampled with seed n + i', toNumber, 0)
    .option(
      '--provider <name>',
      `what runs the network: ${PROVIDERS.join(', ')}; one that is named and can't run is refused`,
      'auto',
    )
    .option('--threads <n>', 'threads of the processor (default all)', toNumber)
    .option('--model <file>', 'another network (.onnx with its card beside it)');
  return addSpeechOptions(command)
    .option('--json', 'print one JSON array, one object per operator')
    .action((folder: string, options: Options) => evaluate(folder, options, signal));
}

async function evaluate(folder: string, options: Options, signal: AbortSignal): Promise<void> {
  const threads = toThreads(options.threads);
  const job = {
    folder,
    operators: toTasks(options.operators),
    limit: toWhole('limit', options.limit),
    samples: toRange('samples', options.samples, 4, 64),
    seed: toRange('seed', options.seed, 0, 2 ** 52),
    network: {
      modelPath: options.model ?? defaultModel(),
      provider: toProvider(options.provider),
      ...(threads !== undefined && { threads }),
    },
  };
  const speech = speechOf(options);
  const bar = progressBar(options);
  const print = (text: string) => {
    bar.clear();
    if (!options.json) speech.result(text);
  };
  let rowsPrinted = 0;
  await requireProviderFirst(job.network, signal);
  const { rows, warnings } = await withEngine((engine) =>
    evaluateFolder(engine, job, {
      signal,
      onProgress: ({ calls, totalCalls, operator, photo }) =>
        bar.update(calls, totalCalls, `${operator}, ${photo}`),
      onRow: (row) => {
        if (rowsPrinted++ === 0) print(tableHeader());
        print(tableRow(row));
      },
    }),
  ).finally(() => bar.clear());
  for (const warning of warnings) speech.note(warning);
  if (options.json) process.stdout.write(`${JSON.stringify(rows)}\n`);
}

/** Parses the names and returns them in the order of the evaluation protocol. */
function toTasks(typed: string | undefined): readonly TaskName[] {
  if (typed === undefined) return TASK_NAMES;
  const names = new Set(typed.split(',').map((name) => name.trim()));
  const tasks = TASK_NAMES.filter((name) => names.delete(name));
  const [unknown] = names;
  if (unknown !== undefined)
    throw wrongUsage(`--operators has no "${unknown}"; choose from ${TASK_NAMES.join(', ')}.`);
  return tasks;
}

function toRange(name: string, value: number, min: number, max: number): number {
  if (!Number.isInteger(value) || value < min || value > max)
    throw wrongUsage(`--${name} must be a whole number from ${min} to ${max}.`);
  return value;
}

function toProvider(typed: string): ProviderChoice {
  const provider = PROVIDERS.find((name) => name === typed);
  if (provider === undefined) throw wrongUsage(`--provider must be one of ${PROVIDERS.join(', ')}.`);
  return provider;
}

interface Column {
  readonly title: string;
  readonly text: (row: EvaluationRow) => string;
}

const COLUMNS: readonly Column[] = [
  { title: 'photos', text: (row) => String(row.photos) },
  { title: 'anchor', text: (row) => row.anchor.toFixed(2) },
  { title: '1 call', text: (row) => row.one.toFixed(2) },
  { title: '5 calls', text: (row) => row.five.toFixed(2) },
  { title: '8 calls', text: (row) => row.eight.toFixed(2) },
  { title: 'mean of 4', text: (row) => row.mean4.toFixed(2) },
  { title: 'V/B', text: (row) => row.calibration.toFixed(2) },
  { title: 'CRPS', text: (row) => row.crps.toFixed(2) },
  { title: 'coverage', text: (row) => `${(100 * row.coverage).toFixed(1)} %` },
  { title: 'fit', text: (row) => row.fit.toFixed(3) },
];

/** Column widths are fixed in advance, so that each row can be printed as soon as it is known. */
const NAME_WIDTH = Math.max(...TASK_NAMES.map((name) => name.length));
const MIN_WIDTH = 6;

/** The header line of the table. */
function tableHeader(): string {
  return line(
    'operator',
    COLUMNS.map(({ title }) => title),
  );
}

/** One row of the table: PSNR in dB, CRPS in 8-bit levels. */
function tableRow(row: EvaluationRow): string {
  return line(
    row.operator,
    COLUMNS.map(({ text }) => text(row)),
  );
}

function line(name: string, cells: readonly string[]): string {
  const aligned = cells.map((cell, i) => cell.padStart(Math.max(MIN_WIDTH, COLUMNS[i].title.length)));
  return [name.padEnd(NAME_WIDTH), ...aligned].join('  ');
}
