/**
 * Interleaved samples of 3 or 4 channels at half the size, rounded up: each the mean of 2x2, and of those that exist
 * at the right and lower border of odd sides. Colours count by their alpha, so that what is transparent doesn't tint.
 */
export function halve(samples: Uint8Array, width: number, height: number, channels: 3 | 4): Uint8Array {
  const halfWidth = Math.ceil(width / 2);
  const halfHeight = Math.ceil(height / 2);
  const half = new Uint8Array(halfWidth * halfHeight * channels);
  const right = (width - 1) * channels;
  for (let y = 0, target = 0; y < halfHeight; y++) {
    const upper = 2 * y * width * channels;
    // An odd border counts its one row or column twice, which is the mean of what exists.
    const lower = 2 * y + 1 < height ? upper + width * channels : upper;
    for (let x = 0; x < halfWidth; x++, target += channels) {
      const first = 2 * x * channels;
      const second = Math.min(first + channels, right);
      if (channels === 3) {
        for (let k = 0; k < 3; k++) {
          half[target + k] =
            (samples[upper + first + k] +
              samples[upper + second + k] +
              samples[lower + first + k] +
              samples[lower + second + k] +
              2) >>
            2;
        }
      } else {
        meanByAlpha(samples, [upper + first, upper + second, lower + first, lower + second], half, target);
      }
    }
  }
  return half;
}

function meanByAlpha(
  samples: Uint8Array,
  pixels: readonly [number, number, number, number],
  half: Uint8Array,
  target: number,
): void {
  let alpha = 0;
  for (const at of pixels) alpha += samples[at + 3];
  half[target + 3] = (alpha + 2) >> 2;
  for (let k = 0; k < 3; k++) {
    let weighted = 0;
    let plain = 0;
    for (const at of pixels) {
      weighted += samples[at + k] * samples[at + 3];
      plain += samples[at + k];
    }
    half[target + k] = alpha > 0 ? Math.round(weighted / alpha) : (plain + 2) >> 2;
  }
}
