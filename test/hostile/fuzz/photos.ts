import { readFile } from 'node:fs/promises';
import sharp, { type Sharp } from 'sharp';
import { noise, strangeProfile } from '../../imaging/support';

/** Valid files of each format, from which the faulty ones are made. */
export type Photos = Readonly<Record<PhotoKind, readonly Uint8Array[]>>;
export const PHOTO_KINDS = ['jpeg', 'png', 'tiff', 'webp', 'avif', 'heic'] as const;
export type PhotoKind = (typeof PHOTO_KINDS)[number];

export async function soundPhotos(): Promise<Photos> {
  const colour = () => rawOf(3);
  const [alpha, deep, grey] = [() => rawOf(4), () => rawOf(3).toColourspace('rgb16'), () => rawOf(1)];
  const icc = await strangeProfile();
  const tagged = (picture: Sharp) =>
    picture
      .withMetadata({ orientation: 6, density: 300 })
      .withExifMerge({ IFD0: { Copyright: 'c', ImageDescription: 'd'.repeat(80) } });
  return {
    jpeg: await all([
      tagged(colour()).jpeg(),
      colour().jpeg({ progressive: true, chromaSubsampling: '4:4:4' }),
      grey().jpeg({ quality: 40 }),
      colour().toColourspace('cmyk').jpeg(),
      colour().jpeg({ mozjpeg: true }),
    ]).then((made) => [...made, withSegment(made[1], 0xe2, Buffer.concat([ICC, icc]))]),
    png: await all([
      tagged(colour()).png(),
      deep().png(),
      alpha().png({ progressive: true }),
      colour().png({ palette: true, colours: 16 }),
      grey().png(),
    ]),
    tiff: await all([
      tagged(colour()).tiff({ compression: 'lzw' }),
      deep().tiff({ compression: 'deflate', predictor: 'horizontal' }),
      alpha().tiff({ tile: true, tileWidth: 32, tileHeight: 32 }),
      colour().tiff({ compression: 'jpeg' }),
      colour().tiff({ compression: 'packbits', bigtiff: true }),
      grey().tiff({ compression: 'none' }),
    ]),
    webp: await all([
      tagged(colour()).webp(),
      alpha().webp({ lossless: true }),
      alpha().webp({ alphaQuality: 50 }),
    ]),
    avif: await all([tagged(colour()).avif({ effort: 0 }), alpha().avif({ effort: 0, lossless: true })]),
    heic: [await readFile('test/fixtures/imaging/turned.heic')],
  };
}

const ICC = Buffer.from('ICC_PROFILE\0\x01\x01', 'latin1');

function rawOf(channels: 1 | 3 | 4): Sharp {
  const [width, height] = [72, 56];
  return sharp(noise(width * height * channels, 8, channels), { raw: { width, height, channels } });
}

function all(pictures: readonly Sharp[]): Promise<Uint8Array[]> {
  return Promise.all(pictures.map((picture) => picture.toBuffer()));
}

/** A JPEG with a further segment after its beginning. */
function withSegment(jpeg: Uint8Array, marker: number, body: Uint8Array): Uint8Array {
  const head = Buffer.from([0xff, marker, 0, 0]);
  head.writeUInt16BE(body.length + 2, 2);
  return Buffer.concat([jpeg.subarray(0, 2), head, body, jpeg.subarray(2)]);
}
