/** Extent in pixels, and pixels per inch on paper. Width, height and width on paper depend on each other. */
export interface PrintSize {
  readonly width: number;
  readonly height: number;
  readonly dpi: number;
}

const MILLIMETRES_AN_INCH = 25.4;
/** Largest side of a saved picture, in pixels. */
export const MAX_SIDE = 30000;

const side = (pixels: number) => Math.min(MAX_SIDE, Math.max(1, Math.round(pixels)));

/** The paper's width in millimetres, to a tenth. */
export function widthInMillimetres({ width, dpi }: PrintSize): number {
  return Math.round((width / dpi) * MILLIMETRES_AN_INCH * 10) / 10;
}

/** Changes the width in pixels; the height follows `aspect` (width / height), the resolution is unchanged. */
export function withWidth(size: PrintSize, width: number, aspect: number): PrintSize {
  return { ...size, width: side(width), height: side(width / aspect) };
}

export function withHeight(size: PrintSize, height: number, aspect: number): PrintSize {
  return { ...size, width: side(height * aspect), height: side(height) };
}

/** Changes the width on paper by changing the pixels; the resolution is unchanged. */
export function withMillimetres(size: PrintSize, millimetres: number, aspect: number): PrintSize {
  return withWidth(size, (millimetres / MILLIMETRES_AN_INCH) * size.dpi, aspect);
}

/** Changes the resolution: the same pixels on smaller or larger paper. */
export function withDpi(size: PrintSize, dpi: number): PrintSize {
  return { ...size, dpi };
}
