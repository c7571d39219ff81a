import { ORDINARY } from '../kernels/workspace';
import type { Real } from '../model/forward-model';
import { HEIGHT_MULTIPLE, isFastLength, WIDTH_MULTIPLE } from './fast-length';
import type { Fft2, SpectrumEdit } from './fft2';
import type { PffftHeap, Scratch } from './pffft-heap';
import { ROWS_AT_ONCE } from './transpose';

/** Unused complex numbers after each row and column, so that the rows of a group don't share one cache set. */
const PADDING = 8;

/**
 * A float32 transform of one size on pffft. Rows are real transforms (in order, since the transpose needs
 * interleaved complex numbers), columns complex ones (out of order). Column c = 0 .. width / 2 holds horizontal
 * frequency c / width; a spectrum is these columns one after the other, 2 * height numbers each.
 */
export class PffftPlan implements Fft2 {
  readonly width: number;
  readonly height: number;
  readonly simdSize: number;
  private readonly heap: PffftHeap;
  private readonly rowSetup: number;
  private readonly columnSetup: number;
  /** In complex numbers. */
  private readonly rowPitch: number;
  private readonly columnPitch: number;

  constructor(heap: PffftHeap, width: number, height: number) {
    if (!isFastLength(width, WIDTH_MULTIPLE) || !isFastLength(height, HEIGHT_MULTIPLE)) {
      throw new RangeError(
        `a Fourier transform of ${width}x${height}: the width must be ${WIDTH_MULTIPLE} and the height ` +
          `${HEIGHT_MULTIPLE} times a product of 2, 3 and 5`,
      );
    }
    this.heap = heap;
    this.width = width;
    this.height = height;
    this.simdSize = heap.simdSize;
    this.rowSetup = heap.setup(width, 0);
    this.columnSetup = heap.setup(height, 1);
    this.rowPitch = width / 2 + PADDING;
    this.columnPitch = height + PADDING;
  }

  createSpectrum(workspace = ORDINARY): Float32Array {
    return workspace.room((this.width / 2 + 1) * this.height * 2);
  }

  forward(plane: Real, spectrum: Real): void {
    this.assertSpectrum(spectrum);
    const scratch = this.scratch();
    this.rowsForward(plane, scratch);
    const { length, offset, values } = this.column(scratch);
    const column = values.subarray(offset, offset + length);
    for (let c = 0; c <= this.width / 2; c++) {
      this.transformColumn(scratch, c, 0);
      spectrum.set(column, c * length);
    }
  }

  inverse(spectrum: Real, plane: Real): void {
    this.assertSpectrum(spectrum);
    const scratch = this.scratch();
    const { length, offset, values } = this.column(scratch);
    const scale = 1 / (this.width * this.height);
    for (let c = 0; c <= this.width / 2; c++) {
      const start = c * length;
      for (let i = 0; i < length; i++) values[offset + i] = spectrum[start + i] * scale;
      this.transformColumn(scratch, c, 1);
    }
    this.rowsInverse(scratch, plane);
  }

  filter(plane: Real, edit: SpectrumEdit, out: Real): void {
    const scratch = this.scratch();
    this.rowsForward(plane, scratch);
    const { length, offset, values } = this.column(scratch);
    for (let c = 0; c <= this.width / 2; c++) {
      this.transformColumn(scratch, c, 0);
      edit(values, offset, c * length, length);
      this.transformColumn(scratch, c, 1);
    }
    this.rowsInverse(scratch, out);
  }

  private scratch(): Scratch {
    const rows = ROWS_AT_ONCE * this.rowPitch * 8;
    const spectrum = (this.width / 2 + 1) * this.columnPitch * 8;
    // `rows` twice: one half for the samples, the other for their transforms.
    return this.heap.scratch(2 * rows, spectrum, this.height * 8, Math.max(this.width, 2 * this.height) * 4);
  }

  private column(scratch: Scratch): { length: number; offset: number; values: Float32Array } {
    return { length: 2 * this.height, offset: scratch.column / 4, values: this.heap.module.HEAPF32 };
  }

  /** Forward: from the stored column to the column buffer; backward: the other way. */
  private transformColumn(scratch: Scratch, column: number, direction: 0 | 1): void {
    const stored = scratch.spectrum + column * this.columnPitch * 8;
    const from = direction === 0 ? stored : scratch.column;
    const to = direction === 0 ? scratch.column : stored;
    this.heap.module._pffft_transform(this.columnSetup, from, to, scratch.work, direction);
  }

  private rowsForward(plane: Real, scratch: Scratch): void {
    this.assertPlane(plane);
    const { width, height, rowPitch, columnPitch, rowSetup } = this;
    const { module, transposes } = this.heap;
    const floats = module.HEAPF32;
    const samples = scratch.rows;
    const transforms = scratch.rows + ROWS_AT_ONCE * rowPitch * 8;
    for (let first = 0; first < height; first += ROWS_AT_ONCE) {
      floats.set(plane.subarray(first * width, (first + ROWS_AT_ONCE) * width), samples / 4);
      for (let row = 0; row < ROWS_AT_ONCE; row++) {
        const to = transforms + row * rowPitch * 8;
        module._pffft_transform_ordered(rowSetup, samples + row * width * 4, to, scratch.work, 0);
      }
      const columns = scratch.spectrum / 8 + first;
      transposes.rowsToColumns(module.HEAPF64, transforms / 8, columns, width / 2, rowPitch, columnPitch);
      // pffft packs the two real ends of a row's spectrum, frequencies 0 and 1/2, into one complex number.
      const zero = scratch.spectrum / 4 + 2 * first;
      const nyquist = zero + width * columnPitch;
      for (let row = 0; row < ROWS_AT_ONCE; row++) {
        const packed = transforms / 4 + row * rowPitch * 2;
        floats[zero + 2 * row] = floats[packed];
        floats[zero + 2 * row + 1] = 0;
        floats[nyquist + 2 * row] = floats[packed + 1];
        floats[nyquist + 2 * row + 1] = 0;
      }
    }
  }

  private rowsInverse(scratch: Scratch, plane: Real): void {
    this.assertPlane(plane);
    const { width, height, rowPitch, columnPitch, rowSetup } = this;
    const { module, transposes } = this.heap;
    const floats = module.HEAPF32;
    const samples = scratch.rows;
    const transforms = scratch.rows + ROWS_AT_ONCE * rowPitch * 8;
    const group = floats.subarray(samples / 4, samples / 4 + ROWS_AT_ONCE * width);
    for (let first = 0; first < height; first += ROWS_AT_ONCE) {
      const columns = scratch.spectrum / 8 + first;
      transposes.columnsToRows(module.HEAPF64, columns, transforms / 8, width / 2, rowPitch, columnPitch);
      const zero = scratch.spectrum / 4 + 2 * first;
      const nyquist = zero + width * columnPitch;
      for (let row = 0; row < ROWS_AT_ONCE; row++) {
        const packed = transforms / 4 + row * rowPitch * 2;
        floats[packed] = floats[zero + 2 * row];
        floats[packed + 1] = floats[nyquist + 2 * row];
        const from = transforms + row * rowPitch * 8;
        module._pffft_transform_ordered(rowSetup, from, samples + row * width * 4, scratch.work, 1);
      }
      plane.set(group, first * width);
    }
  }

  private assertPlane(plane: Real): void {
    const { width, height } = this;
    if (plane.length !== width * height) {
      throw new RangeError(`${plane.length} samples for a transform of ${width}x${height}`);
    }
  }

  private assertSpectrum(spectrum: Real): void {
    const expected = (this.width / 2 + 1) * this.height * 2;
    if (spectrum.length !== expected) {
      throw new RangeError(`a spectrum of ${spectrum.length} numbers where ${expected} were expected`);
    }
  }
}
