import type { OperatorSpec } from '../spec';

/** The rounding of a JPEG's cosine coefficients. */
export const jpeg = {
  name: 'jpeg',
  place: 70,
  fields: {
    quality: {
      kind: 'number',
      range: { min: 1, max: 100 },
      isWhole: true,
      canBeAuto: true,
      option: { value: '<1..100>', text: 'JPEG quality that the photo was saved with' },
    },
    subsampling: {
      kind: 'choice',
      choices: ['4:4:4', '4:2:0'],
      onlyWith: { field: 'quality', complaint: 'subsamplingUnused' },
      option: { value: '<kind>', text: 'chroma subsampling of that JPEG: 4:4:4 or 4:2:0' },
    },
  },
  needs: { mask: null, kernel: null, tables: true },
  event: 100,
  isSpatial: false,
  // An operator that moves pixels destroys a file's blocks.
  spatialAfter: 'jpegLast',
  enlargesBy: null,
  addsColour: false,
  preview: 'part',
  sampling: { eta: 0, etaBesideHoles: 1, detail: 0.7, temperature: 1.02 },
  // In training, white noise was never added to the rounding of a file.
  trainedWith: [],
  repair: { name: 'jpeg', place: 40 },
  readme: {
    measured: 'cosine coefficients, rounded',
    options: "the file's own tables, or `--quality` and `--subsampling`",
  },
} as const satisfies OperatorSpec;
