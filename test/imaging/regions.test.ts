import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { decodePhoto } from '../../src-main/imaging/decode';
import { encodePhoto } from '../../src-main/imaging/encode';
import { readTags, workFolder, writeTags } from './support';

const folder = workFolder();
const [W, H] = [60, 40];
const FACE = { left: 6, top: 4, width: 12, height: 8 };
const NAME = 'Anna {K}, | [née] & <Co>';

/** The same name in ExifTool's structures. */
const IN_STRUCTURE = NAME.replace(/[|,{}[\]]/g, '|$&');

/** Faces as shares of the stored picture, and the subject in its pixels. */
const REGIONS = [
  `-XMP-mwg-rs:RegionInfo={AppliedToDimensions={W=${W},H=${H},Unit=pixel},RegionList=[{Area={X=0.2,Y=0.2,W=0.2,H=0.2,Unit=normalized},Name=${IN_STRUCTURE},Type=Face},{Area={X=0.2,Y=0.2,D=0.1,Unit=normalized},Type=Focus}]}`,
  '-XMP-MP:RegionInfoMP={Regions=[{PersonDisplayName=Anna,Rectangle=0.1|, 0.1|, 0.2|, 0.2}]}',
  '-ExifIFD:SubjectArea=12 8 12 8',
];

/** Saves a black photo with a white face, decodes it upright and saves that, `scale` times as large. */
async function restored(orientation: number, scale: number): Promise<string> {
  const source = folder.at(`stored-${orientation}.png`);
  const face = await sharp({ create: { ...FACE, channels: 3, background: 'white' } })
    .png()
    .toBuffer();
  await sharp({ create: { width: W, height: H, channels: 3, background: 'black' } })
    .composite([{ input: face, left: FACE.left, top: FACE.top }])
    .png()
    .toFile(source);
  await writeTags(source, ['-n', `-IFD0:Orientation=${orientation}`, ...REGIONS]);
  const picture = await decodePhoto(source, { rawPath: folder.at('page.raw') });
  const out = folder.at(`upright-${orientation}.png`);
  const size = { width: scale * picture.width, height: scale * picture.height };
  await encodePhoto({ pages: [picture], source, out, options: { metadata: 'keep', size } });
  return out;
}

/** Where a picture is white: its middle and sides in pixels. */
async function faceIn(path: string) {
  const { data, info } = await sharp(path).greyscale().raw().toBuffer({ resolveWithObject: true });
  const white = [...data.keys()].filter((at) => (data[at] ?? 0) > 127);
  const columns = white.map((at) => at % info.width);
  const rows = white.map((at) => Math.floor(at / info.width));
  const [left, right, top, bottom] = [
    Math.min(...columns),
    Math.max(...columns) + 1,
    Math.min(...rows),
    Math.max(...rows) + 1,
  ];
  return { x: (left + right) / 2, y: (top + bottom) / 2, width: right - left, height: bottom - top, info };
}

/** What ExifTool writes of a share. */
const share = (value: number) => Number(value.toFixed(9));

describe('the places that the metadata name stay on the pixels that they name', () => {
  test.each([[1, 3], ...[2, 3, 4, 5, 6, 7, 8].map((orientation) => [orientation, 1]), [6, 3]])(
    'in a photo of orientation %i, enlarged by %i',
    async (orientation, scale) => {
      const out = await restored(orientation, scale);
      const { x, y, width, height, info } = await faceIn(out);
      const middle = { X: share(x / info.width), Y: share(y / info.height), Unit: 'normalized' };
      const [w, h] = [width / info.width, height / info.height].map(share);
      const corner = [x - width / 2, y - height / 2].map((value, axis) =>
        share(value / (axis ? info.height : info.width)),
      );
      expect(await readTags(out, ['-struct'])).toMatchObject({
        'IFD0:Orientation': 1,
        'XMP-mwg-rs:RegionInfo': {
          AppliedToDimensions: { W: info.width, H: info.height, Unit: 'pixel' },
          RegionList: [
            { Area: { ...middle, W: w, H: h }, Name: NAME, Type: 'Face' },
            { Area: { ...middle, D: 0.1 }, Type: 'Focus' },
          ],
        },
        'XMP-MP:RegionInfoMP': {
          Regions: [{ PersonDisplayName: 'Anna', Rectangle: [...corner, w, h].join(', ') }],
        },
        'ExifIFD:SubjectArea': [x, y, width, height].map(Math.round).join(' '),
      });
    },
  );
});
