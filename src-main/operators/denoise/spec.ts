import type { OperatorSpec } from '../spec';

/** Noise on every pixel, white or grainy. */
export const denoise = {
  name: 'denoise',
  place: 10,
  fields: {
    noise: {
      kind: 'number',
      range: { min: 0, max: 127 },
      canBeAuto: true,
      estimate: { of: 'noise', otherwise: 0, with: ['grain'] },
      default: 0,
      complaint: 'noiseRange',
      shrinks: true,
      isCommon: true,
      option: { value: '<levels>', text: 'standard deviation of the noise in 8-bit levels (default 0)' },
      slider: { min: 1, max: 100 },
      initial: 10,
    },
    grain: {
      kind: 'number',
      range: { min: 0, max: 3 },
      canBeAuto: true,
      estimate: { of: 'grain', otherwise: 0 },
      complaint: 'grainRange',
      shrinks: true,
      isCommon: true,
      option: {
        value: '<pixels>',
        text: 'how far the noise of neighbouring pixels agrees, as film grain does: standard deviation of the Gaussian that colours white noise so (default 0, white)',
      },
      slider: { min: 0, max: 3 },
    },
  },
  needs: { mask: null, kernel: null, tables: false },
  event: 80,
  isSpatial: false,
  spatialAfter: null,
  enlargesBy: null,
  addsColour: false,
  preview: 'copy',
  sampling: { eta: 0, etaBesideHoles: 1, detail: 1, temperature: 1 },
  trainedWith: [],
  repair: { name: 'noise', place: 20 },
  readme: {
    measured: 'every pixel, with noise',
    options: '`--noise` (standard deviation in 8-bit levels), `--grain` (its correlation in pixels)',
  },
} as const satisfies OperatorSpec;
