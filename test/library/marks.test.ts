import { readFile } from 'node:fs/promises';
import sharp from 'sharp';
import { beforeAll, describe, expect, it } from 'vitest';
import { recipeRequestSchema } from '../../src-main/contract/recipe';
import { VERSION } from '../../src-main/contract/version';
import { closeExifTool } from '../../src-main/imaging/exiftool';
import { hashValue } from '../../src-main/library/hashes';
import { wishFor } from '../../src-main/library/plan';
import { parseRules, ruleForEach } from '../../src-main/library/recipe-file';
import { readTags, writeTags } from '../imaging/support';
import { contents, QUICK, runBatch, workplace, writePhoto } from './support';

const place = workplace();

beforeAll(async () => {
  for (const name of ['a.jpg', 'b.png', 'c.tif', 'd.webp']) await writePhoto(place.at('photos', name), 3);
  await writeTags(place.at('photos', 'a.jpg'), ['-IFD0:Artist=Louis']);
  await closeExifTool();
});

async function restored(name: string, output: object): Promise<Map<string, string>> {
  const { status, stderr } = await runBatch(
    place.call(name, { recipe: { ...QUICK, noise: 'auto', seed: 7, output } }),
  );
  expect([status, stderr]).toEqual([0, '']);
  return contents(place.at(name));
}

const samplesOf = (path: string) => sharp(path).raw().toBuffer();

describe("a batch's results", () => {
  it('record in XMP what was done, with which software and seed, in every format', async () => {
    const results = await restored('marked', {});
    expect(results.size).toBe(4);
    const { sha256 } = JSON.parse(await readFile('test/fixtures/models/tiny.json', 'utf8'));
    for (const name of results.keys()) {
      const tags = await readTags(place.at('marked', name));
      expect(tags).toMatchObject({
        'XMP-xmp:CreatorTool': `Daguerre ${VERSION}`,
        'XMP-xmpMM:HistoryAction': 'edited',
        'XMP-iptcExt:DigitalSourceType': expect.stringMatching(/compositeWithTrainedAlgorithmicMedia$/),
      });
      const parameters = String(tags['XMP-xmpMM:HistoryParameters']);
      const [recipe = '', how] = parameters.split(/(?<=\}); /);
      expect(JSON.parse(recipe)).toMatchObject({
        operator: ['denoise'],
        steps: 2,
        noise: expect.any(Number),
        detail: 1,
      });
      expect(how).toMatch(/^exact sample of the posterior \(eta 0\); seed 7; network 1 /);
      expect(parameters).toContain(sha256);
      // A time would make the bytes differ between runs.
      expect(tags['XMP-xmpMM:HistoryWhen']).toBeUndefined();
    }
    expect(await readTags(place.at('marked/a.jpg'))).toMatchObject({ 'IFD0:Artist': 'Louis' });
  });

  it('are the same bytes each time', async () => {
    expect(await restored('again', {})).toEqual(await contents(place.at('marked')));
  });

  it('are marked even without metadata, and have no mark if none is wanted', async () => {
    await restored('removed', { metadata: 'remove' });
    const removed = await readTags(place.at('removed/a.jpg'));
    expect(removed['IFD0:Artist']).toBeUndefined();
    expect(removed['XMP-xmp:CreatorTool']).toBe(`Daguerre ${VERSION}`);
    const plain = await restored('plain', { metadata: 'remove', mark: false });
    for (const name of plain.keys()) {
      const tags = await readTags(place.at('plain', name));
      expect(Object.keys(tags).filter((tag) => tag.startsWith('XMP-'))).toEqual([]);
    }
  });

  it('have the same samples with a mark and without', async () => {
    for (const name of (await contents(place.at('plain'))).keys())
      expect(await samplesOf(place.at('marked', name))).toEqual(await samplesOf(place.at('plain', name)));
  });
});

it('a photo finished before marks existed counts as done, and is redone if no mark is wanted', async () => {
  const hashFor = async (output: object) => {
    const { settingsHash } = await wishFor({ path: 'a.jpg', bytes: 1, modified: 1 }, null, {
      ruleFor: ruleForEach(parseRules({ ...QUICK, output }, 'recipe')),
      maskFor: undefined,
      modelHash: 'model',
    });
    return settingsHash;
  };
  const { provider: _, detail: __, ...now } = recipeRequestSchema.parse(QUICK);
  // The setting "detail" didn't exist then either.
  const words = { ...now, preview: false };
  const output = { format: 'same', metadata: 'keep', name: '{name}' };
  const before = hashValue({ words, output, maskHash: null, model: 'model' });
  expect(await hashFor({})).toBe(before);
  expect(await hashFor({ mark: false })).not.toBe(before);
});
