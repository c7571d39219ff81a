import { restAtEdges } from '../operators/fade/edges';
import type { Plane } from './plane';
import { quantile } from './quantile';

/** Bands beside a border, by their distance from it as a share of the shorter side. */
const BANDS = [
  { from: 0.02, to: 0.06 },
  { from: 0.06, to: 0.11 },
] as const;
/** The middle of the picture is at least this share of the shorter side away from every border. */
const MIDDLE = 0.25;
/** The dark part is that below this share of a band's pixels. */
const DARK = 0.05;
/** White is what all but this share of the pixels are darker than. */
const WHITE = 0.003;
/** 8-bit levels between the dark part of the middle and white below which nothing can be told. */
const LEAST_CONTRAST = 20;
/** Each side must have lost at least `least`, and no side more than `spread` more than another. More than `most` is a vignette. */
const LOST = { least: 0.25, spread: 0.45, most: 0.75 } as const;

/**
 * Estimates how much more of its contrast a print has lost at its borders than in the middle, 0 to 0.75; 0 where the four
 * sides don't agree. Along each side the darkest parts are compared with those of the middle, because paper shows through
 * where the image has faded. `node test/bench/fading.mjs` counts the photos that are taken for such prints, and those of
 * the same photos that are found when they were faded by 30 to 70 % at their borders.
 */
export function edgeFadingOf(luma: Plane): number {
  const { width, height, data } = luma;
  const shorter = Math.min(width, height);
  const place = { x: 0, y: 0, pictureWidth: width, pictureHeight: height };
  const rest = restAtEdges(1, place, luma);
  const white = quantile(data, 1 - WHITE);
  const distances = (i: number): readonly number[] => {
    const [x, y] = [(i % width) + 0.5, Math.floor(i / width) + 0.5];
    return [y, height - y, x, width - x].map((distance) => distance / shorter);
  };
  const pixels = Array.from(data, (_, i) => ({ i, from: distances(i) }));
  const contrastOf = (part: typeof pixels) =>
    white -
    quantile(
      Float32Array.from(part, ({ i }) => data[i]),
      DARK,
    );
  const middle = pixels.filter(({ from }) => Math.min(...from) >= MIDDLE);
  if (middle.length === 0) return 0;
  const contrast = contrastOf(middle);
  if (contrast < LEAST_CONTRAST) return 0;
  const sides = [0, 1, 2, 3].map((side) => {
    const lost = BANDS.map(({ from: least, to: most }) => {
      const band = pixels.filter(({ from }) => from[side] >= least && from[side] < most);
      if (band.length === 0) return 0;
      const weight = band.reduce((sum, { i }) => sum + 1 - rest[i], 0) / band.length;
      return (1 - contrastOf(band) / contrast) / weight;
    });
    return (lost[0] + lost[1]) / 2;
  });
  sides.sort((a, b) => a - b);
  const middling = (sides[1] + sides[2]) / 2;
  const agree = sides[0] >= LOST.least && sides[3] - sides[0] <= LOST.spread;
  return agree && middling <= LOST.most ? middling : 0;
}
