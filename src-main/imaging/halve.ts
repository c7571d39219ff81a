/**
 * Halves a picture of 3 or 4 interleaved channels; odd sides round up. Each pixel is the mean of 2x2 pixels, or of
 * those that exist at the border of an odd side. Colours are weighted by alpha, so that transparent pixels don't tint.
 */
export function halve(samples: Uint8Array, width: number, height: number, channels: 3 | 4): Uint8Array {
  const halfWidth = Math.ceil(width / 2);
  const halfHeight = Math.ceil(height / 2);
  const half = new Uint8Array(halfWidth * halfHeight * channels);
  const halveRows = channels === 3 ? halveColours : halveWithAlpha;
  for (let y = 0; y < halfHeight; y++) {
    const upper = 2 * y * width * channels;
    // The last row or column of an odd side counts twice, which gives the mean of the pixels that exist.
    const lower = 2 * y + 1 < height ? upper + width * channels : upper;
    halveRows(samples, upper, lower, width, half, y * halfWidth * channels);
  }
  return half;
}

function halveColours(
  samples: Uint8Array,
  upper: number,
  lower: number,
  width: number,
  half: Uint8Array,
  target: number,
): void {
  const down = lower - upper;
  const last = upper + 3 * (width - 1);
  // Unrolled, because half of the time to open a photo is spent here.
  for (let a = upper, t = target; a <= last; a += 6, t += 3) {
    const b = a < last ? a + 3 : a;
    const c = a + down;
    const d = b + down;
    half[t] = (samples[a] + samples[b] + samples[c] + samples[d] + 2) >> 2;
    half[t + 1] = (samples[a + 1] + samples[b + 1] + samples[c + 1] + samples[d + 1] + 2) >> 2;
    half[t + 2] = (samples[a + 2] + samples[b + 2] + samples[c + 2] + samples[d + 2] + 2) >> 2;
  }
}

function halveWithAlpha(
  samples: Uint8Array,
  upper: number,
  lower: number,
  width: number,
  half: Uint8Array,
  target: number,
): void {
  for (let x = 0, t = target; x < width; x += 2, t += 4) {
    const first = 4 * x;
    const second = 4 * Math.min(x + 1, width - 1);
    meanByAlpha(samples, [upper + first, upper + second, lower + first, lower + second], half, t);
  }
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
