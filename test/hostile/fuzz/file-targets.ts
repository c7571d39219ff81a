import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { DatabaseSync } from '@photostructure/sqlite';
import { ZipFile } from 'yazl';
import { z } from '../../../src-main/contract/schema';
import { channels } from '../../../src-main/contract/window/channels';
import { Ledger } from '../../../src-main/library/ledger';
import { jobSchema } from '../../../src-main/library/queue/job';
import { engineProcess } from '../../../src-main/transport/engine-process';
import { testChild } from '../../transport/bundle';
import { mutateBytes } from './bytes';
import type { Dice } from './dice';
import { mutateJson, oddValue } from './json';
import type { Photos } from './photos';
import { readerTable } from './reader-table';
import { schemaValue } from './schema-value';
import type { Target } from './target';
import { Find, watched } from './watched';

const MODEL = 'test/fixtures/models/tiny';
const PROJECTS = [
  'test/fixtures/before-detail/project.daguerre',
  'test/fixtures/before-keys/project.daguerre',
];
const PROOF = '.daguerre-0123456789ab.batch';

/** Everything but photos, read by a process that does as the program. `folder`: a new one; `stop` ends the process. */
export async function fileTargets(
  folder: string,
  photos: Photos,
): Promise<{ targets: Target[]; stop(): Promise<void> }> {
  const [room, temporary, photo] = [
    join(folder, 'room'),
    join(folder, 'room-tmp'),
    join(folder, 'photo.jpg'),
  ];
  for (const one of [room, temporary]) await mkdir(one, { recursive: true });
  await writeFile(photo, photos.jpeg[0]);
  const reader = engineProcess(readerTable, testChild('reader', { TMPDIR: temporary }), {
    title: 'The reader',
  });
  const open = () => reader.request('open', { folder: room, photo, model: resolve(`${MODEL}.onnx`) });
  await open();
  await writeFile(join(room, 'photos', 'a.jpg'), photos.jpeg[0]);
  await writeFile(join(room, 'results', PROOF), '');
  const kinds = await makers(folder, photos);
  const targets = Object.entries(kinds).map(
    ([name, [kind, extension, make]]): Target => ({
      name,
      extension,
      make,
      read: async (path) => {
        const before = await looseFiles(room);
        try {
          const outcome = await watched(reader, () => reader.request('read', { kind, path }));
          const left = await readdir(temporary);
          if (left.length > 0) throw new Find(`left: ${left.join(', ')}`);
          const loose = (await looseFiles(room)).filter((one) => !before.includes(one));
          if (kind === 'project' && loose.length > 0) throw new Find(`left: ${loose.join(', ')}`);
          return outcome;
        } catch (error) {
          // What a find leaves belongs to no other.
          await reader.stop();
          for (const name of await readdir(temporary)) await rm(join(temporary, name), { recursive: true });
          await open();
          throw error;
        }
      },
    }),
  );
  return { targets, stop: () => reader.stop() };
}

/** Files of open photos and of their records. */
async function looseFiles(room: string): Promise<string[]> {
  const names: string[] = [];
  for (const part of ['work', 'data/sessions']) {
    for (const entry of await readdir(join(room, part), { recursive: true, withFileTypes: true }))
      if (entry.isFile()) names.push(join(entry.parentPath, entry.name));
  }
  return names;
}

type Kind = z.output<(typeof readerTable)['read']['payload']>['kind'];
type Make = Target['make'];

async function makers(
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

/** JSON whose value, or whose very text, was changed. */
function jsonText(dice: Dice, value: unknown, share = 0.8): Uint8Array {
  const text = Buffer.from(JSON.stringify(dice.happens(share) ? mutateJson(dice, value) : value) ?? '');
  return dice.happens(0.25) ? mutateBytes(dice, text, text) : text;
}

async function soundLedger(path: string): Promise<Uint8Array> {
  const ledger = Ledger.open(path);
  const wanted = { bytes: 1000, modified: 5, settingsHash: 'a', settings: JSON.stringify(JOB), error: null };
  for (let k = 0; k < 40; k++)
    ledger.add(`a/${k}.jpg`, { ...wanted, output: `a/${k}.png`, outputKey: `${k}` });
  ledger.setFact('workspace of x/1/y', '/none');
  ledger.close();
  return readFile(path);
}

const COLUMNS = [
  'path',
  'bytes',
  'settings',
  'output',
  'state',
  'error',
  'tries',
  'claimedBy',
  'claimedUntil',
  'rating',
  'recipe',
  'finished',
];

/** A ledger with odd values in its columns, other columns, or another version; or with changed bytes. */
async function oddLedger(dice: Dice, sound: Uint8Array, path: string): Promise<Uint8Array> {
  await writeFile(path, sound);
  const database = new DatabaseSync(path);
  database.exec('PRAGMA journal_mode = DELETE');
  for (let k = dice.below(4); k > 0; k--) {
    const value = oddValue(dice);
    const cell = typeof value === 'number' || typeof value === 'string' ? value : JSON.stringify(value);
    try {
      database
        .prepare(`UPDATE photos SET ${dice.one(COLUMNS)} = ? WHERE id = ?`)
        .run(cell, 1 + dice.below(40));
      if (dice.happens(0.1)) database.exec(`PRAGMA user_version = ${dice.below(9)}`);
      if (dice.happens(0.1)) database.exec(`ALTER TABLE photos DROP COLUMN ${dice.one(COLUMNS)}`);
    } catch {
      // SQLite itself refuses some.
    }
  }
  database.close();
  const bytes = await readFile(path);
  await rm(path);
  return dice.happens(0.5) ? mutateBytes(dice, bytes, sound) : bytes;
}

/** A project whose contents, photo or results are odd. */
async function oddProject(dice: Dice, photos: Photos): Promise<Uint8Array> {
  const entry = 'results/1.png';
  const contents = {
    format: 'Daguerre project',
    version: 4,
    name: 'a',
    photo: 'photo/photo.jpg',
    page: 0,
    crops: dice.happens(0.3) ? [{ area: { x: 2, y: 2, width: 40, height: 30 }, angle: 2 }] : [],
    repairs: { chosen: ['denoise'] },
    hasMask: dice.happens(0.3),
    results: dice.happens(0.4) ? [resultOf(entry)] : [],
  };
  const zip = new ZipFile();
  const text = jsonText(dice, contents, 0.7);
  zip.addBuffer(Buffer.from(text), 'project.json');
  const odd = (bytes: Uint8Array) => Buffer.from(dice.happens(0.3) ? mutateBytes(dice, bytes, bytes) : bytes);
  zip.addBuffer(odd(dice.one(photos.jpeg)), 'photo/photo.jpg', { compress: dice.happens(0.3) });
  if (dice.happens(0.8)) zip.addBuffer(odd(dice.one(photos.png)), 'mask.png');
  if (dice.happens(0.8)) zip.addBuffer(odd(dice.one(photos.png)), entry);
  zip.end();
  const chunks: Buffer[] = [];
  for await (const chunk of zip.outputStream) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks);
}

function resultOf(entry: string) {
  const recipe = {
    operator: ['denoise'],
    noise: 5,
    steps: 2,
    seed: 0,
    samples: 1,
    detail: 1,
    provider: 'cpu',
  };
  return {
    entry,
    look: { strength: 1, grain: 0 },
    result: {
      run: 'run',
      recipe,
      sample: 0,
      provider: 'the processor',
      reasons: [],
      warnings: [],
      seconds: 1,
      calls: 2,
      changedPixels: 1,
      model: { version: '1', sha256: 'a' },
      made: '2026-01-01T00:00:00Z',
    },
  };
}
