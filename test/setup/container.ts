import { readFileSync } from 'node:fs';

/** A line of a Containerfile. */
export interface Step {
  readonly word: string;
  readonly rest: string;
}

/** The steps of the Containerfile, by its stages. */
export function containerSteps(): Step[][] {
  const text = readFileSync('Containerfile', 'utf8').replaceAll('\\\n', ' ');
  const stages: Step[][] = [];
  for (const line of text.split('\n')) {
    const [, word, rest] = /^([A-Z]+) +(.+)$/.exec(line) ?? [];
    if (word === undefined || rest === undefined) continue;
    if (word === 'FROM') stages.push([]);
    stages.at(-1)?.push({ word, rest });
  }
  return stages;
}
