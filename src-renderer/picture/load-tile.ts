/** Fetches one tile's picture and decodes it, away from the frame that will paint it. Rejects where it isn't there. */
export async function loadTile(url: string): Promise<ImageBitmap> {
  const image = new Image();
  image.decoding = 'async';
  image.src = url;
  await image.decode();
  // An <img> may be decoded anew at any later painting; a bitmap never is.
  return createImageBitmap(image);
}
