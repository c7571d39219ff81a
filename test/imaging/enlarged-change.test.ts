import { expect, test } from 'vitest';
import { addEnlargedChange } from '../../src-main/imaging/enlarged-change';
import { makeProxy } from '../../src-main/imaging/proxy';
import { noise, rawPicture, samplesOf, workFolder } from './support';

const folder = workFolder();
const [W, H] = [60, 40];
const all = { x: 0, y: 0, width: W, height: H };

const halved = async (name: string, seed: number, channels: 1 | 3 | 4) => {
  const photo = await rawPicture(folder.at(`${name}.raw`), noise(W * H * channels, 8, seed), W, H, channels);
  const { raw } = await makeProxy(photo, all, W / 2, folder.at(`${name}-half.raw`));
  return { photo, half: raw };
};

test('an unchanged copy leaves the photo as it was, without its alpha', async () => {
  const { photo, half } = await halved('same', 1, 4);
  const draft = await addEnlargedChange({ photo, before: half, after: half }, folder.at('draft.raw'));
  expect(draft).toMatchObject({ width: W, height: H, channels: 3, depth: 8 });
  const samples = await samplesOf(photo);
  expect(await samplesOf(draft)).toEqual(samples.filter((_, i) => i % 4 !== 3));
});

test('an even change of a copy of 16 bits is added to each pixel, and clipped', async () => {
  const { photo, half } = await halved('brighter', 2, 3);
  const raised = Uint16Array.from(await samplesOf(half), (value) => 257 * Math.min(255, value + 20));
  const after = await rawPicture(folder.at('after.raw'), raised, W / 2, H / 2, 3);
  const grey = await rawPicture(folder.at('flat.raw'), new Uint8Array(W * H).fill(100), W, H, 1);
  const flat = await rawPicture(
    folder.at('flat-half.raw'),
    new Uint8Array((W * H) / 4).fill(90),
    W / 2,
    H / 2,
    1,
  );
  const brighter = await rawPicture(
    folder.at('flat-after.raw'),
    new Uint16Array((W * H) / 4).fill(257 * 110),
    W / 2,
    H / 2,
    1,
  );
  const even = await addEnlargedChange({ photo: grey, before: flat, after: brighter }, folder.at('even.raw'));
  expect(new Set(await samplesOf(even))).toEqual(new Set([120]));
  const draft = await samplesOf(
    await addEnlargedChange({ photo, before: half, after }, folder.at('draft.raw')),
  );
  expect(Math.max(...draft)).toBe(255);
});

test('damaged pixels get the copy’s answer, and a grey photo may gain colour', async () => {
  const photo = await rawPicture(folder.at('photo.raw'), new Uint8Array(W * H).fill(30), W, H, 1);
  const before = await rawPicture(
    folder.at('before.raw'),
    new Uint8Array((W * H) / 4).fill(40),
    W / 2,
    H / 2,
    1,
  );
  const colour = Uint8Array.from({ length: (W * H * 3) / 4 }, (_, i) => [60, 50, 40][i % 3]);
  const after = await rawPicture(folder.at('after.raw'), colour, W / 2, H / 2, 3);
  const marks = new Uint8Array(W * H).fill(255, 0, W);
  const mask = await rawPicture(folder.at('mask.raw'), marks, W, H, 1);
  const draft = await samplesOf(
    await addEnlargedChange({ photo, before, after, mask }, folder.at('draft.raw')),
  );
  expect([...draft.slice(0, 3)]).toEqual([60, 50, 40]);
  expect([...draft.slice(W * 3, W * 3 + 3)]).toEqual([50, 40, 30]);
});
