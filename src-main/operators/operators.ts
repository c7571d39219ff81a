// One line for each operator, under its name in a recipe. Without it operator-of.ts doesn't compile.
export { colorize } from './colorize/operator';
export { deblurGaussian as 'deblur-gaussian' } from './deblur-gaussian/operator';
export { deblurMotion as 'deblur-motion' } from './deblur-motion/operator';
export { denoise } from './denoise/operator';
export { fade } from './fade/operator';
export { inpaint } from './inpaint/operator';
export { jpeg } from './jpeg/operator';
export { upscale } from './upscale/operator';
