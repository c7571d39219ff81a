/**
 * Eleven evenly spaced colours of inferno (Smith and van der Walt, matplotlib 1.5, 2015; CC0). Its lightness grows
 * evenly, so it can also be read in grey and by people with red-green colour blindness.
 */
const INFERNO = '000004 160b39 420a68 6a176e 932667 bc3754 dd513a f37819 fca50a f6d746 fcffa4';

const STOPS = INFERNO.split(' ').map((colour) =>
  [0, 2, 4].map((k) => Number.parseInt(colour.slice(k, k + 2), 16)),
);

/** Returns `steps` sRGB colours from the dark end of the map to the light one, three bytes each. */
export function heatColours(steps: number): Uint8Array {
  return Uint8Array.from({ length: steps * 3 }, (_, i) => {
    const place = (Math.floor(i / 3) / (steps - 1)) * (STOPS.length - 1);
    const stop = Math.min(STOPS.length - 2, Math.floor(place));
    const [from, to] = [STOPS[stop][i % 3], STOPS[stop + 1][i % 3]];
    return Math.round(from + (place - stop) * (to - from));
  });
}
