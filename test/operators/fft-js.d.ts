declare module 'fft.js' {
  // biome-ignore lint/style/noDefaultExport: the package's own shape
  export default class FFT {
    constructor(size: number);
    transform(out: Float64Array, data: Float64Array): void;
    inverseTransform(out: Float64Array, data: Float64Array): void;
  }
}
