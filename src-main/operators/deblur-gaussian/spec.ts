import { KERNEL_FILE, type OperatorSpec } from '../spec';

/** Convolution with a Gaussian, or with a picture of the point spread function. */
export const deblurGaussian = {
  name: 'deblur-gaussian',
  place: 50,
  fields: {
    blur: {
      kind: 'number',
      range: { min: 0, max: 20 },
      isAboveMin: true,
      canBeAuto: true,
      // For a photo that looks sharp: deblurring hardly changes it. The noise is estimated too, because sharpening without it
      // causes speckles, and so are the errors of a JPEG's rounding.
      estimate: { of: 'blur', otherwise: 0.3, with: ['noise'], sharpens: true },
      complaint: 'blurRange',
      shrinks: true,
      option: { value: '<pixels>', text: 'standard deviation of a Gaussian blur' },
      slider: { min: 0.3, max: 10 },
      initial: 1.5,
    },
  },
  needs: { mask: null, kernel: KERNEL_FILE, tables: false },
  event: 0,
  isSpatial: true,
  spatialAfter: null,
  enlargesBy: null,
  addsColour: false,
  // On a small copy a narrower Gaussian has no effect.
  preview: { field: 'blur', least: 0.35 },
  sampling: {
    eta: 0,
    etaBesideHoles: 0,
    detail: 0.5,
    temperature: {
      field: 'blur',
      from: { value: 0.75, temperature: 1.01 },
      to: { value: 1.5, temperature: 1.06 },
    },
  },
  trainedWith: ['denoise'],
  repair: { name: 'blur', place: 30 },
  readme: {
    measured: 'a blurred photo',
    options: '`--blur` (standard deviation in pixels) or `--kernel`',
  },
} as const satisfies OperatorSpec;
