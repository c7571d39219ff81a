import type { OperatorSpec } from '../spec';

/** Means over blocks of pixels. */
export const upscale = {
  name: 'upscale',
  place: 40,
  fields: {
    scale: {
      kind: 'number',
      range: { min: 2, max: 8 },
      isWhole: true,
      missing: 'scaleMissing',
      trainedList: 'blockMeans',
      option: { value: '<k>', text: 'enlarge k times, 2 to 8' },
      offered: [2, 4],
      initial: 2,
    },
  },
  needs: { mask: null, kernel: null, tables: false },
  event: 20,
  isSpatial: true,
  spatialAfter: null,
  enlargesBy: 'scale',
  addsColour: false,
  preview: 'part',
  sampling: {
    eta: 0,
    etaBesideHoles: 0,
    detail: 0.7,
    temperature: {
      field: 'scale',
      from: { value: 2, temperature: 1.02 },
      to: { value: 4, temperature: 1.05 },
    },
  },
  trainedWith: ['denoise'],
  repair: { name: 'enlarge', place: 60 },
  readme: {
    measured: 'means over blocks',
    options: '`--scale` 2 to 8 (the network was trained on 2 and 4 and says so)',
  },
} as const satisfies OperatorSpec;
