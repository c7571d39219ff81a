// A line for each operator, by its name in a recipe; operator-of.ts refuses to compile without one.
export { colorize } from './colorize/operator';
export { deblurGaussian as 'deblur-gaussian' } from './deblur-gaussian/operator';
export { deblurMotion as 'deblur-motion' } from './deblur-motion/operator';
export { denoise } from './denoise/operator';
export { inpaint } from './inpaint/operator';
export { jpeg } from './jpeg/operator';
export { upscale } from './upscale/operator';
