import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from '../../../src-main/contract/schema';
import { channels } from '../../../src-main/contract/window/channels';
import { jobSchema } from '../../../src-main/library/queue/job';
import { mutateBytes } from './bytes';
import type { Dice } from './dice';
import { mutateJson } from './json';
import { jsonText, oddLedger, oddProject, soundLedger } from './odd-files';
import type { Photos } from './photos';
import type { READ_KINDS } from './reader-table';
import { schemaValue } from './schema-value';
import type { Target } from './target';

/** The valid model from which the faulty ones are made. */
export const MODEL = 'test/fixtures/models/tiny';
/** The file in the results by which a worker knows them. */
export const PROOF = '.daguerre-0123456789ab.batch';
const PROJECTS = [
  'test/fixtures/before-detail/project.daguerre',
  'test/fixtures/before-keys/project.daguerre',
];

type Kind = (typeof READ_KINDS)[number];
type Make = Target['make'];

/** How files of each kind are made: the kind by which they are read, their extension, and what makes them. */
export async function makers(
  folder: string,
  photos: Photos,
): Promise<Record<string, readonly [Kind, string, Make]>> {
  const onnx = await readFile(`${MODEL}.onnx`);
  const card: unknown = {
    ...z.record(z.string(), z.unknown()).parse(JSON.parse(await readFile(`${MODEL}.json`, 'utf8'))),
    sha256: 'SUM',
    bytes: 'BYTES',
  };
  const ledger = await soundLedger(join(folder, 'sound.sqlite'));
  const projects = await Promise.all(PROJECTS.map((path) => readFile(path)));
  const names = Object.keys(channels);
  const places = Array.from({ length: 30 }, (_, k) => `$${k}`);
  return {
    recipe: ['recipe', 'json', (dice) => jsonText(dice, dice.one(RECIPES))],
    card: [
      'card',
      'json',
      (dice) => {
        const given = dice.happens(0.5) ? mutateJson(dice, card) : card;
        const bytes = dice.happens(0.7) ? mutateBytes(dice, onnx, photos.jpeg[0]) : onnx;
        const text = Buffer.from(jsonText(dice, given, 0)).toString();
        return Buffer.from(JSON.stringify({ card: text, onnx: Buffer.from(bytes).toString('base64') }));
      },
    ],
    ledger: ['ledger', 'sqlite', (dice) => oddLedger(dice, ledger, join(folder, 'odd.sqlite'))],
    project: [
      'project',
      'daguerre',
      async (dice) => {
        const made = dice.happens(0.3) ? dice.one(projects) : await oddProject(dice, photos);
        return dice.happens(0.4) ? mutateBytes(dice, made, dice.one(projects)) : made;
      },
    ],
    request: [
      'request',
      'json',
      (dice) => {
        const name = dice.one(names);
        const channel = Object.entries(channels).find(([one]) => one === name)?.[1];
        const input = channel ? schemaValue(dice, channel.input, places) : null;
        return Buffer.from(
          JSON.stringify({ name, input: dice.happens(0.4) ? mutateJson(dice, input) : input }),
        );
      },
    ],
    job: [
      'job',
      'json',
      (dice) => {
        const made = dice.happens(0.2) ? schemaValue(dice, jobSchema, ['a.jpg']) : mutateJson(dice, JOB);
        return Buffer.from(JSON.stringify(made));
      },
    ],
    answers: ['answers', 'json', (dice) => Buffer.from(JSON.stringify(oddAnswers(dice)))],
  };
}

const RECIPE = { operator: ['inpaint', 'denoise'], noise: 5, steps: 2, seed: 1, samples: 1, detail: 0.5 };
const RECIPES: readonly unknown[] = [
  { operator: 'denoise', noise: 'auto', output: { format: 'png', name: '{name}-restored' } },
  {
    ...RECIPE,
    folders: [
      { match: 'a/**', operator: 'jpeg' },
      { match: '*.{jpg,png}', operator: ['upscale'], scale: 2 },
    ],
  },
  { operator: ['deblur-gaussian'], sigma: 1.5, output: { quality: 80, metadata: 'remove', bitDepth: 16 } },
];
const JOB: unknown = {
  input: 'IN',
  output: 'OUT',
  photo: 'a.jpg',
  outputs: ['a/b.png'],
  settings: {
    recipe: { operator: ['denoise'], noise: 5, steps: 2 },
    encoding: { metadata: 'keep' },
    mark: true,
  },
  proof: PROOF,
};
const ANSWERS: readonly unknown[] = [
  { type: 'started', id: 1 },
  { type: 'progress', id: 1, value: 0.5 },
  {
    type: 'failed',
    id: 2,
    error: { said: { key: 'cancelled', values: {} }, badRequest: false, cause: '' },
  },
  { type: 'result', id: 1, value: { values: [1, 2, 3] } },
];

function oddAnswers(dice: Dice): unknown[] {
  return ANSWERS.map((one) => (dice.happens(0.4) ? mutateJson(dice, one) : one)).filter(() =>
    dice.happens(0.8),
  );
}
