import sharp from 'sharp';

/** A photo with a scratch, and where the scratch is. */
export const SIZE = { width: 320, height: 240 };
export const SCRATCH = { from: { x: 90, y: 60 }, to: { x: 210, y: 150 } };
export const TAKEN = '1931:05:17 10:00:00';
export const PROFILE = 'p3';

/** Writes the photo as a PNG with a colour profile, a date and a resolution. */
export async function writeScratchedPhoto(path: string): Promise<void> {
  const { from, to } = SCRATCH;
  const line = `<svg width="${SIZE.width}" height="${SIZE.height}"><path d="M${from.x} ${from.y}L${to.x} ${to.y}" stroke="white" stroke-width="3"/></svg>`;
  const photo = await sharp('examples/coffee.jpg')
    .resize(SIZE)
    .composite([{ input: Buffer.from(line) }])
    .png()
    .toBuffer();
  await sharp(photo)
    .withExif({ IFD0: { Copyright: 'Daguerre tests' }, IFD2: { DateTimeOriginal: TAKEN } })
    .withIccProfile(PROFILE)
    .withMetadata({ density: 300 })
    .png()
    .toFile(path);
}

/** Samples of the file in its own numbers. */
export async function samplesOf(path: string): Promise<{ data: Buffer; channels: number }> {
  const { data, info } = await sharp(path).keepIccProfile().raw().toBuffer({ resolveWithObject: true });
  return { data, channels: info.channels };
}

/** Distance of a pixel's middle from the scratch, in pixels. */
export function distanceFromScratch(x: number, y: number): number {
  const { from, to } = SCRATCH;
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const along = ((x - from.x) * dx + (y - from.y) * dy) / (dx * dx + dy * dy);
  const t = Math.min(1, Math.max(0, along));
  return Math.hypot(x - from.x - t * dx, y - from.y - t * dy);
}
