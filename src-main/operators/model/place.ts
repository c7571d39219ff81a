/** The position of a region: its first pixel in the whole picture, and the whole picture's extent. */
export interface RegionPlace {
  readonly x: number;
  readonly y: number;
  readonly pictureWidth: number;
  readonly pictureHeight: number;
}

/** The same place in a picture whose sides are `factor` times smaller. */
export function smallerPlace(
  { x, y, pictureWidth, pictureHeight }: RegionPlace,
  factor: number,
): RegionPlace {
  return {
    x: x / factor,
    y: y / factor,
    pictureWidth: pictureWidth / factor,
    pictureHeight: pictureHeight / factor,
  };
}
