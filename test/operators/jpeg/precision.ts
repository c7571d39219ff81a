import type { JpegTables } from '../../../src-main/contract/jpeg-tables';
import { multiply, transpose } from '../dense';

/** Entry (f, i) of the orthonormal 8-point DCT-II, straight from its definition. */
export function dctEntry(frequency: number, sample: number): number {
  const norm = frequency === 0 ? Math.sqrt(1 / 8) : Math.sqrt(2 / 8);
  return norm * Math.cos(((2 * sample + 1) * frequency * Math.PI) / 16);
}

/** N^-1 of one 8x8 block, 192 x 192: C' M' diag(1/variance) M C, with the rule of models/training/README.md for subsampled chroma. */
export function jpegPrecision(tables: JpegTables): Float64Array {
  const toYcbcr = [
    [0.299, 0.587, 0.114],
    [-0.299 / 1.772, -0.587 / 1.772, 0.886 / 1.772],
    [0.701 / 1.402, -0.587 / 1.402, -0.114 / 1.402],
  ];
  const rows = new Float64Array(192 * 192);
  for (let component = 0; component < 3; component++) {
    for (let index = 0; index < 64; index++) {
      const v = index >> 3;
      const u = index & 7;
      const [h, d] = component === 0 ? [1, 1] : [tables.horizontal, tables.vertical];
      const kept = u * h < 8 && v * d < 8;
      const step = kept ? Math.sqrt(h * d) * tables.quantisation[component][v * d * 8 + u * h] : 4000;
      const std = (step * 2) / 255 / Math.sqrt(12);
      for (let channel = 0; channel < 3; channel++) {
        for (let pixel = 0; pixel < 64; pixel++) {
          rows[(component * 64 + index) * 192 + channel * 64 + pixel] =
            (toYcbcr[component][channel] * dctEntry(v, pixel >> 3) * dctEntry(u, pixel & 7)) / std;
        }
      }
    }
  }
  return multiply(transpose(rows, 192, 192), rows, 192);
}
