import { readFile, rm, writeFile } from 'node:fs/promises';
import { DatabaseSync } from '@photostructure/sqlite';
import { ZipFile } from 'yazl';
import { Ledger } from '../../../src-main/library/ledger';
import { resultOf } from '../project-result';
import { mutateBytes } from './bytes';
import type { Dice } from './dice';
import { mutateJson, oddValue } from './json';
import type { Photos } from './photos';

/** JSON whose value, or whose very text, was changed. */
export function jsonText(dice: Dice, value: unknown, share = 0.8): Uint8Array {
  const text = Buffer.from(JSON.stringify(dice.happens(share) ? mutateJson(dice, value) : value) ?? '');
  return dice.happens(0.25) ? mutateBytes(dice, text, text) : text;
}

export async function soundLedger(path: string): Promise<Uint8Array> {
  const ledger = Ledger.open(path);
  const wanted = { bytes: 1000, modified: 5, settingsHash: 'a', settings: '{}', error: null };
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
export async function oddLedger(dice: Dice, sound: Uint8Array, path: string): Promise<Uint8Array> {
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
export async function oddProject(dice: Dice, photos: Photos): Promise<Uint8Array> {
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
