import type { OperatorSpec } from '../spec';

/** Only the luminance is measured. */
export const colorize = {
  name: 'colorize',
  place: 30,
  fields: {},
  needs: { mask: null, kernel: null, tables: false },
  event: 60,
  isSpatial: false,
  spatialAfter: null,
  enlargesBy: null,
  addsColour: true,
  preview: 'copy',
  sampling: { eta: 0, etaBesideHoles: 0, detail: 0, temperature: 1 },
  trainedWith: ['denoise', 'inpaint'],
  repair: { name: 'colour', place: 50 },
  readme: { measured: 'the luminance', options: '`--noise`' },
} as const satisfies OperatorSpec;
