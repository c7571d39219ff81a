import { expect, it } from 'vitest';
import { greyMeans } from '../../src-main/sampling/grey-means';

it('takes the colour out of the means of a grey photo, and leaves their luma', async () => {
  const network = greyMeans(async () => Float32Array.of(0.5, 0.1, -0.2));
  const mean = await network({
    width: 1,
    height: 1,
    pivot: new Float32Array(3),
    anchor: new Float32Array(3),
    std: new Float32Array(2),
    geometry: new Float32Array(35),
  });
  const luma = 0.299 * 0.5 + 0.587 * 0.1 + 0.114 * -0.2;
  for (const value of mean) expect(value).toBeCloseTo(luma, 6);
});
