/** Fetches and decodes one tile asynchronously, before the frame that paints it. Rejects if it doesn't exist. */
export async function loadTile(url: string): Promise<ImageBitmap> {
  const image = new Image();
  image.decoding = 'async';
  image.src = url;
  await image.decode();
  // The browser may decode an <img> again whenever it is painted, but never a bitmap.
  return createImageBitmap(image);
}
