import { copyFile, mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { taskNamed } from '../../src-main/evaluation/tasks';
import { hashModel } from '../../src-main/library/hashes';
import { loadModel } from '../../src-main/network/model-card';
import { networkPathFor, specialistPaths } from '../../src-main/network/specialists';
import { knowsGrain } from '../../src-main/network/trained-on';

const SHIPPED = join('models', 'eps-universal.onnx');
const TINY = join('test', 'fixtures', 'models', 'tiny');

test.each([
  [['inpaint'], 'holes.onnx'],
  [['denoise'], 'tiny.onnx'],
  [['inpaint', 'denoise'], 'holes.onnx'],
  [['fade', 'inpaint'], 'holes.onnx'],
  [['fade'], 'tiny.onnx'],
  [['inpaint', 'jpeg'], 'tiny.onnx'],
  [[taskNamed('inpaint-strokes').operator], 'holes.onnx'],
  [[taskNamed('deblur-gaussian-0.75').operator], 'tiny.onnx'],
])('beside a specialist for holes, %j asks %s', async (operators, file) => {
  const model = await tinyWith({ specialists: ['holes.onnx'] });
  const folder = join(model, '..');
  const card = { ...JSON.parse(await readFile(`${TINY}.json`, 'utf8')), specialty: ['inpaint'] };
  const known = { inpaint: {}, denoise: {} };
  await writeFile(join(folder, 'holes.json'), JSON.stringify({ ...card, operators: known }));
  await copyFile(`${TINY}.onnx`, join(folder, 'holes.onnx'));
  expect(await specialistPaths(model)).toEqual([join(folder, 'holes.onnx')]);
  expect(await networkPathFor(model, operators)).toBe(join(folder, file));
});

test('the shipped network answers for every operator, grain and holes included', async () => {
  const { card } = await loadModel(SHIPPED);
  expect(await specialistPaths(SHIPPED)).toEqual([]);
  expect(card.contract).toBe(2);
  expect(Object.keys(card.operators)).toEqual(
    expect.arrayContaining([
      'denoise',
      'inpaint',
      'upscale',
      'deblur-gaussian',
      'deblur-motion',
      'colorize',
      'jpeg',
    ]),
  );
  expect(knowsGrain(card)).toBe(true);
});

test("a network of one's own without specialists answers for everything", async () => {
  expect(await networkPathFor(`${TINY}.onnx`, ['inpaint'])).toBe(`${TINY}.onnx`);
});

test('the error about a specialist without its card names it', async () => {
  const model = await tinyWith({ specialists: ['gone.onnx'] });
  await expect(networkPathFor(model, ['inpaint'])).rejects.toThrow('gone.json');
});

test('a missing model is reported when it is opened', async () => {
  expect(await networkPathFor('absent.onnx', ['inpaint'])).toBe('absent.onnx');
  await expect(hashModel('absent.onnx')).rejects.toThrow('absent.onnx');
});

test('a specialist elsewhere than beside the model is refused', async () => {
  const model = await tinyWith({ specialists: ['../gone.onnx'] });
  await expect(networkPathFor(model, ['inpaint'])).rejects.toThrow('specialists');
});

test('another specialist counts as another network for a batch', async () => {
  const model = await tinyWith({ specialists: ['other.onnx'] });
  const other = join(model, '..', 'other.onnx');
  await writeFile(other, 'one');
  const before = await hashModel(model);
  await writeFile(other, 'two');
  expect(await hashModel(model)).not.toBe(before);
});

/** A copy of the tiny network in a separate folder, with these fields in its card. */
async function tinyWith(fields: object): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'specialists-'));
  const card = { ...JSON.parse(await readFile(`${TINY}.json`, 'utf8')), ...fields };
  await writeFile(join(folder, 'tiny.json'), JSON.stringify(card));
  await copyFile(`${TINY}.onnx`, join(folder, 'tiny.onnx'));
  return join(folder, 'tiny.onnx');
}
