import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { type PicturePoint, picturePoint } from '../../../src-renderer/picture/coordinates';
import { createReadoutPace } from '../../../src-renderer/picture/readout-pace';

it('reports the first point at once, the last of many, and nothing twice', async () => {
  const told: (PicturePoint | null)[] = [];
  const readout = createReadoutPace((point) => told.push(point));
  for (let x = 0; x < 50; x++) readout.point(picturePoint(x, 0));
  expect(told).toEqual([{ x: 0, y: 0 }]);
  await sleep(150);
  expect(told).toEqual([
    { x: 0, y: 0 },
    { x: 49, y: 0 },
  ]);
  readout.point(picturePoint(49, 0));
  await sleep(150);
  expect(told).toHaveLength(2);
  readout.point(null);
  expect(told.at(-1)).toBeNull();
  readout.stop();
});

it('reports less often while the processor is spared, but always the last point', async () => {
  const told: (PicturePoint | null)[] = [];
  const readout = createReadoutPace((point) => told.push(point));
  readout.spare(true);
  readout.point(picturePoint(0, 0));
  readout.point(picturePoint(1, 0));
  await sleep(180);
  expect(told).toEqual([{ x: 0, y: 0 }]);
  await sleep(220);
  expect(told.at(-1)).toEqual({ x: 1, y: 0 });
  readout.stop();
});
