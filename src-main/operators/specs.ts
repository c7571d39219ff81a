// One line for each operator's spec; catalogue.ts sorts them.
export { colorize } from './colorize/spec';
export { deblurGaussian } from './deblur-gaussian/spec';
export { deblurMotion } from './deblur-motion/spec';
export { denoise } from './denoise/spec';
export { fade } from './fade/spec';
export { inpaint } from './inpaint/spec';
export { jpeg } from './jpeg/spec';
export { upscale } from './upscale/spec';
