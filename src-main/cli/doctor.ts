import { availableParallelism, totalmem } from 'node:os';
import { Command } from 'commander';
import { inEnglish, jsonInEnglish } from '../contract/said';
import { VERSION } from '../contract/version';
import { withEngine } from '../jobs/engine';
import type { ProviderName } from '../network/providers/names';
import { defaultModel } from './model-path';
import { ADVICE_PAGE, adviceFor } from './provider-advice';

interface Options {
  readonly json?: boolean;
  readonly model?: string;
}

export function doctorCommand(signal: AbortSignal): Command {
  return new Command('doctor')
    .description('show what can run the network on this machine, and check the model')
    .option('--model <file>', 'another network')
    .option('--json', 'print one JSON object')
    .action((options: Options) => doctor(options, signal));
}

async function doctor(options: Options, signal: AbortSignal): Promise<void> {
  const modelPath = options.model ?? defaultModel();
  const report = await withEngine((engine) => engine.compute.request('doctor', { modelPath }, { signal }));
  const machine = {
    system: `${process.platform} ${process.arch}`,
    node: process.versions.node,
    cores: availableParallelism(),
    memoryGB: Math.round(totalmem() / 2 ** 30),
  };
  if (options.json) {
    process.stdout.write(`${jsonInEnglish({ version: VERSION, ...machine, ...report })}\n`);
    return;
  }
  const { model, providers } = report;
  const advice = (provider: ProviderName, works: boolean) =>
    works
      ? []
      : [adviceFor(provider, process.platform)].flatMap((words) => (words ? [`  It ${words}.`] : []));
  const lines = [
    `Daguerre ${VERSION}, Node ${machine.node}, ${machine.system}, ${machine.cores} cores, ${machine.memoryGB} GB`,
    `Model ${model.name}, version ${model.version}, intact (sha256 ${model.sha256.slice(0, 16)}...)`,
    ...providers.flatMap(({ provider, title, words, works }) => [
      `${title}: ${inEnglish(words)}`,
      ...advice(provider, works),
    ]),
    `${ADVICE_PAGE} says more about graphics cards.`,
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
}
