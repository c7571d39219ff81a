/** What can be said of a photo's measurement. */
export const OPERATORS = [
  'denoise',
  'inpaint',
  'colorize',
  'upscale',
  'deblur-gaussian',
  'deblur-motion',
  'jpeg',
] as const;
export type OperatorName = (typeof OPERATORS)[number];
