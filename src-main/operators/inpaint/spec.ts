import type { OperatorSpec } from '../spec';

/** A mask: damaged pixels aren't measured. */
export const inpaint = {
  name: 'inpaint',
  place: 20,
  fields: {},
  needs: {
    mask: {
      value: '<file>',
      text: 'a picture of the size of the photo; white is damaged',
      auto: 'auto finds scratches and dust in each photo',
    },
    kernel: null,
    tables: false,
  },
  event: 40,
  isSpatial: false,
  spatialAfter: null,
  enlargesBy: null,
  addsColour: false,
  preview: 'copy',
  sampling: { eta: 1, etaBesideHoles: 1, detail: 0.7, temperature: 1.04 },
  trainedWith: ['denoise'],
  repair: { name: 'scratches', place: 10 },
  readme: {
    measured: 'the pixels that the mask leaves black',
    options: "`--mask` (white is damaged, the photo's size, or `auto`)",
  },
} as const satisfies OperatorSpec;
