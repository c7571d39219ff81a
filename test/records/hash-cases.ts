/** A small photo to restore or to degrade. */
export interface Photo {
  readonly width: number;
  readonly height: number;
  readonly channels: 1 | 2 | 3 | 4;
  readonly depth: 8 | 16;
  /** Three equal channels. */
  readonly copied?: boolean;
}

/** One restoration of the table. */
export interface HashCase {
  readonly name: string;
  readonly recipe: Readonly<Record<string, unknown>>;
  readonly photo?: Partial<Photo>;
  readonly tileSize?: number;
  /** The widest hole is so wide that the photo begins from a smaller copy. */
  readonly wideHole?: boolean;
  /** Has quantisation tables of this offset; left out, those of a whole file. */
  readonly blockOffset?: { readonly x: number; readonly y: number };
  /** Another point spread function than the recipe's. */
  readonly kernel?: boolean;
  readonly network?: 'linear' | 'tiny';
}

export const PHOTO: Photo = { width: 120, height: 88, channels: 3, depth: 8 };

const jpeg = { quality: 30, subsampling: '4:2:0' };
const grey = { channels: 1 } as const;
const motion = { length: 7.5, angle: 30 };

/** Every operator, operators together, each kind of photo, tiles and regions: what a change of the house could break. */
export const HASH_CASES: readonly HashCase[] = [
  { name: 'denoise', recipe: { operator: 'denoise', noise: 25 } },
  { name: 'denoise, no noise', recipe: { operator: 'denoise' } },
  { name: 'denoise, tiled', recipe: { operator: 'denoise', noise: 25 }, tileSize: 112 },
  { name: 'denoise, 16 bits', recipe: { operator: 'denoise', noise: 25 }, photo: { depth: 16 } },
  { name: 'denoise, grey', recipe: { operator: 'denoise', noise: 25 }, photo: grey },
  { name: 'denoise, copied grey', recipe: { operator: 'denoise', noise: 25 }, photo: { copied: true } },
  { name: 'denoise, alpha', recipe: { operator: 'denoise', noise: 25 }, photo: { channels: 4 } },
  { name: 'denoise, grey with alpha', recipe: { operator: 'denoise', noise: 9 }, photo: { channels: 2 } },
  { name: 'denoise, one step', recipe: { operator: 'denoise', noise: 25, detail: 0 } },
  { name: 'denoise, 20 steps', recipe: { operator: 'denoise', noise: 25, steps: 20 } },
  { name: 'denoise, other seed', recipe: { operator: 'denoise', noise: 25, seed: 7 } },
  { name: 'denoise, two samples', recipe: { operator: 'denoise', noise: 25, samples: 2 } },
  {
    name: 'denoise, two regions',
    recipe: { operator: 'denoise', noise: 25, steps: 3 },
    photo: { width: 1700, height: 64 },
  },
  { name: 'inpaint', recipe: { operator: 'inpaint' } },
  { name: 'inpaint, tiled', recipe: { operator: 'inpaint' }, photo: { width: 300 }, tileSize: 112 },
  { name: 'inpaint, 16 bits', recipe: { operator: 'inpaint' }, photo: { depth: 16 } },
  { name: 'inpaint, grey', recipe: { operator: 'inpaint' }, photo: grey },
  { name: 'inpaint, wide hole', recipe: { operator: 'inpaint' }, photo: { width: 200 }, wideHole: true },
  { name: 'inpaint and denoise', recipe: { operator: ['inpaint', 'denoise'], noise: 12 } },
  { name: 'colorize', recipe: { operator: 'colorize' } },
  { name: 'colorize, grey', recipe: { operator: 'colorize', noise: 5 }, photo: grey },
  { name: 'colorize, 16 bits, tiled', recipe: { operator: 'colorize' }, photo: { depth: 16 }, tileSize: 112 },
  { name: 'colorize and inpaint', recipe: { operator: ['colorize', 'inpaint'] } },
  { name: 'upscale 2', recipe: { operator: 'upscale', scale: 2 } },
  { name: 'upscale 3, noise', recipe: { operator: 'upscale', scale: 3, noise: 4 } },
  {
    name: 'upscale 4, tiled',
    recipe: { operator: 'upscale', scale: 4 },
    photo: { width: 60, height: 44 },
    tileSize: 112,
  },
  { name: 'upscale and inpaint', recipe: { operator: ['upscale', 'inpaint'], scale: 2, steps: 4 } },
  { name: 'deblur-gaussian', recipe: { operator: 'deblur-gaussian', blur: 1.6, noise: 2 } },
  { name: 'deblur-gaussian, tiled', recipe: { operator: 'deblur-gaussian', blur: 1.6 }, tileSize: 112 },
  { name: 'deblur-gaussian, kernel', recipe: { operator: 'deblur-gaussian', noise: 2 }, kernel: true },
  { name: 'deblur-motion', recipe: { operator: 'deblur-motion', ...motion, noise: 2 } },
  { name: 'deblur-motion, grey', recipe: { operator: 'deblur-motion', ...motion }, photo: grey },
  {
    name: 'deblur-motion, inpaint',
    recipe: { operator: ['deblur-motion', 'inpaint'], ...motion, noise: 2, steps: 3 },
  },
  {
    name: 'deblur-gaussian, upscale, colorize',
    recipe: { operator: ['deblur-gaussian', 'upscale', 'colorize'], blur: 1.2, scale: 2, noise: 3, steps: 3 },
    photo: { width: 60, height: 44 },
  },
  { name: 'jpeg', recipe: { operator: 'jpeg', ...jpeg } },
  { name: 'jpeg, 4:4:4', recipe: { operator: 'jpeg', ...jpeg, subsampling: '4:4:4' } },
  { name: 'jpeg, grey', recipe: { operator: 'jpeg', ...jpeg }, photo: grey },
  {
    name: 'jpeg, offset, tiled',
    recipe: { operator: 'jpeg', ...jpeg },
    blockOffset: { x: 5, y: 3 },
    tileSize: 112,
  },
  { name: 'jpeg and denoise', recipe: { operator: ['denoise', 'jpeg'], ...jpeg, noise: 8 } },
  { name: 'jpeg and inpaint', recipe: { operator: ['inpaint', 'jpeg'], ...jpeg, steps: 4 } },
  { name: 'jpeg and colorize', recipe: { operator: ['colorize', 'jpeg'], ...jpeg } },
  { name: 'jpeg and upscale', recipe: { operator: ['upscale', 'jpeg'], ...jpeg, scale: 2, steps: 4 } },
  {
    name: 'jpeg and deblur-gaussian',
    recipe: { operator: ['deblur-gaussian', 'jpeg'], ...jpeg, blur: 1.2, steps: 3 },
  },
  { name: 'network, denoise', recipe: { operator: 'denoise', noise: 25 }, network: 'tiny' },
  {
    name: 'network, jpeg and inpaint',
    recipe: { operator: ['inpaint', 'jpeg'], ...jpeg, steps: 2 },
    network: 'tiny',
  },
];
