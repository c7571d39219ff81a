import { expect, test } from 'vitest';
import { histogram, pixelAt } from '../../src-main/imaging/numbers';
import { noise, rawPicture, refusal, workFolder } from './support';

const folder = workFolder();

test("a pixel's samples are the file's own numbers, alpha last", async () => {
  const samples = noise(7 * 5 * 4, 16);
  const picture = await rawPicture(folder.at('in.raw'), samples, 7, 5, 4);
  expect(await pixelAt(picture, 6, 4)).toEqual([...samples.subarray(34 * 4)]);
  expect(await pixelAt(picture, 2, 1)).toEqual([...samples.subarray(9 * 4, 10 * 4)]);
  expect((await refusal(pixelAt(picture, 7, 0))).badRequest).toBe(true);
});

test('a histogram counts each colour channel, without alpha', async () => {
  const samples = noise(300 * 200 * 4, 8);
  const counted = [0, 1, 2].map((c) => {
    const counts = new Array<number>(256).fill(0);
    for (let k = c; k < samples.length; k += 4) counts[samples[k]]++;
    return counts;
  });
  expect(await histogram(await rawPicture(folder.at('in.raw'), samples, 300, 200, 4))).toEqual(counted);
});

test('a histogram of 16 bits counts at the nearest of 256 levels', async () => {
  const picture = await rawPicture(folder.at('in.raw'), Uint16Array.of(0, 128, 129, 65535, 65406), 5, 1, 1);
  const [counts] = await histogram(picture);
  expect([counts[0], counts[1], counts[254], counts[255]]).toEqual([2, 1, 1, 1]);
});
