import sharp from 'sharp';
import { afterAll, expect, test } from 'vitest';
import { packRuns } from '../../src-main/contract/window/mask-tiles';
import { spawnEngine } from '../../src-main/processes/spawn';
import { noise, rawPicture, readTags, workFolder } from './support';

const folder = workFolder();
const imaging = spawnEngine('imaging');
afterAll(() => imaging.stop());

const [W, H] = [600, 40];

test('the imaging process answers every request of a window', async () => {
  const samples = noise(W * H * 3, 8);
  const photo = folder.at('photo.png');
  await sharp(samples, { raw: { width: W, height: H, channels: 3 } })
    .png()
    .toFile(photo);
  const raw = await rawPicture(folder.at('photo.raw'), samples, W, H, 3);
  const other = await rawPicture(folder.at('other.raw'), noise(W * H * 3, 8, 2), W, H, 3);
  const whole = { x: 0, y: 0, width: W, height: H };

  const shown = await imaging.request('makeDisplay', { source: { path: photo }, folder: folder.at('shown') });
  expect(shown).toEqual({ picture: { width: W, height: H, levels: 2 }, folder: folder.at('shown') });
  const tile = await imaging.request('displayTile', { folder: shown.folder, level: 0, column: 1, row: 0 });
  expect(tile.type).toBe('image/png');
  const { data, info } = await sharp(tile.bytes).raw().toBuffer({ resolveWithObject: true });
  expect(info).toMatchObject({ width: W - 512, height: H });
  expect([...data.subarray(0, 3)]).toEqual([...samples.subarray(512 * 3, 513 * 3)]);
  const live = { raw, profileFrom: photo, folder: folder.at('live') };
  expect((await imaging.request('liveDisplay', live)).picture).toEqual(shown.picture);

  const { values } = await imaging.request('pixelAt', { raw, x: 1, y: 0 });
  expect(values).toEqual([...samples.subarray(3, 6)]);
  expect((await imaging.request('histogram', { raw })).channels).toHaveLength(3);
  const colour = { raw, x: 0, y: 0, tolerance: 255, contiguous: true };
  expect((await imaging.request('selectByColour', colour)).tiles).toHaveLength(3);

  const tiles = [
    { column: 0, row: 0, runs: packRuns(new Uint8Array(65536).map((_, i) => (i < 256 ? 255 : 0))) },
  ];
  const extent = { width: W, height: H };
  const { mask, damaged } = await imaging.request('writeMask', {
    tiles,
    ...extent,
    rawPath: folder.at('mask'),
  });
  expect(damaged).toBe(256);
  expect(await imaging.request('maskToTiles', { raw: mask })).toEqual({ tiles });
  await imaging.request('saveMaskFile', { tiles, ...extent, path: folder.at('mask.png') });
  const read = await imaging.request('readMask', {
    path: folder.at('mask.png'),
    ...extent,
    rawPath: folder.at('m'),
  });
  expect(read.damaged).toBe(256);

  const proxy = { raw, area: whole, maxSide: 100, rawPath: folder.at('proxy') };
  expect(await imaging.request('proxy', proxy)).toMatchObject({ raw: { width: 100, height: 7 }, factor: 6 });
  const crop = { raw, area: { ...whole, width: 20 }, angle: 3, rawPath: folder.at('crop') };
  expect(await imaging.request('cropRaw', crop)).toMatchObject({ width: 20, height: H });
  const look = { photo: raw, result: other, strength: 0.5, grain: 1, noise: 5, seed: 1 };
  expect(await imaging.request('applyLook', { ...look, rawPath: folder.at('look') })).toMatchObject(extent);
  const composed = { base: raw, over: other, mask, rawPath: folder.at('composed') };
  expect(await imaging.request('compose', composed)).toMatchObject(extent);
  const spread = await imaging.request('spread', { raws: [raw, other], rawPath: folder.at('spread') });
  expect(spread).toMatchObject({ ...extent, channels: 4 });

  const mark = { software: 'Daguerre', recipe: 'denoise', kind: 'mean', seed: 1, network: '1' };
  const options = { metadata: 'remove', size: { width: 30, height: 20 }, density: 300, mark } as const;
  await imaging.request('encodePhoto', { pages: [raw], source: photo, out: folder.at('out.jpg'), options });
  expect(await readTags(folder.at('out.jpg'))).toMatchObject({
    'File:ImageWidth': 30,
    'JFIF:XResolution': 300,
    'XMP-xmpMM:HistoryParameters': 'denoise; mean; seed 1; network 1',
  });
});
