import { KERNEL_FILE, type OperatorSpec } from '../spec';

/** Convolution with a line, or with a picture of the point spread function. */
export const deblurMotion = {
  name: 'deblur-motion',
  place: 60,
  fields: {
    length: {
      kind: 'number',
      range: { min: 1, max: 200 },
      complaint: 'lengthRange',
      shrinks: true,
      option: { value: '<pixels>', text: 'length of a motion blur' },
      slider: { min: 2, max: 60 },
      initial: 11,
    },
    angle: {
      kind: 'number',
      range: { min: -360, max: 360 },
      complaint: 'angleRange',
      option: { value: '<degrees>', text: 'direction of a motion blur: 0 horizontal, positive clockwise' },
      slider: { min: -180, max: 180 },
      initial: 0,
    },
  },
  needs: { mask: null, kernel: KERNEL_FILE, tables: false },
  event: 0,
  isSpatial: true,
  spatialAfter: null,
  enlargesBy: null,
  addsColour: false,
  // A shorter motion has no effect.
  preview: { field: 'length', least: 1 },
  sampling: { eta: 1, etaBesideHoles: 1, detail: 0.5, temperature: 1 },
  trainedWith: ['denoise'],
  repair: { name: 'blur', place: 30 },
  readme: {
    measured: 'a streaked photo',
    options: '`--length`, `--angle` (0 horizontal, positive clockwise) or `--kernel`',
  },
} as const satisfies OperatorSpec;
