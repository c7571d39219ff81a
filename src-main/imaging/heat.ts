/**
 * Eleven evenly spaced colours of inferno (Smith and van der Walt, matplotlib 1.5, 2015; CC0), a map whose lightness
 * grows evenly, so that more looks like more in grey and to people who don't tell red from green too.
 */
const INFERNO = '000004 160b39 420a68 6a176e 932667 bc3754 dd513a f37819 fca50a f6d746 fcffa4';

const STOPS = INFERNO.split(' ').map((colour) =>
  [0, 2, 4].map((k) => Number.parseInt(colour.slice(k, k + 2), 16)),
);

/** `steps` colours of sRGB from the map's dark end to its light one, three bytes each. */
export function heatColours(steps: number): Uint8Array {
  return Uint8Array.from({ length: steps * 3 }, (_, i) => {
    const place = (Math.floor(i / 3) / (steps - 1)) * (STOPS.length - 1);
    const stop = Math.min(STOPS.length - 2, Math.floor(place));
    const [from, to] = [STOPS[stop][i % 3], STOPS[stop + 1][i % 3]];
    return Math.round(from + (place - stop) * (to - from));
  });
}
