import type { OperatorSpec } from '../spec';

/** Least number of levels between black and white; below it hardly anything of a channel is left. */
export const LEAST_RANGE = 16;

/** The contrast has decreased, in each channel differently, and more at the borders: y = g x + o. */
export const fade = {
  name: 'fade',
  place: 35,
  fields: {
    black: {
      kind: 'channels',
      range: { min: 0, max: 239 },
      canBeAuto: true,
      estimate: { of: 'black', otherwise: 0, with: ['white', 'edges'] },
      complaint: 'blackRange',
      missing: 'levelsMissing',
      option: { value: '<r,g,b>', text: 'the 8-bit levels that black has faded to, or one for all channels' },
    },
    white: {
      kind: 'channels',
      range: { min: 16, max: 255 },
      canBeAuto: true,
      estimate: { of: 'white', otherwise: 255, with: ['black', 'edges'] },
      complaint: 'whiteRange',
      missing: 'levelsMissing',
      option: { value: '<r,g,b>', text: 'the 8-bit levels that white has faded to, or one for all channels' },
    },
    edges: {
      kind: 'number',
      range: { min: 0, max: 80 },
      canBeAuto: true,
      estimate: { of: 'edges', otherwise: 0, with: ['black', 'white'] },
      complaint: 'edgesRange',
      option: {
        value: '<percent>',
        text: 'how much more of the contrast is lost at the borders than in the middle',
      },
    },
  },
  needs: { mask: null, kernel: null, tables: false },
  event: 58,
  isSpatial: false,
  spatialAfter: null,
  enlargesBy: null,
  addsColour: false,
  preview: 'copy',
  sampling: { eta: 0, etaBesideHoles: 1, detail: 1, temperature: 1 },
  trainedWith: ['denoise', 'inpaint'],
  trainedAs: 'denoise',
  repair: { name: 'fading', place: 15 },
  readme: {
    measured: 'every pixel, faded',
    options: '`--black`, `--white` (8-bit levels, or `auto`), `--edges` (per cent, or `auto`)',
  },
} as const satisfies OperatorSpec;
