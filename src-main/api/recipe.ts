/** A number for each channel: red, green, blue. */
export type Channels = readonly [number, number, number];

/** What happened to a photo. Several operators are given in the order in which they happened. */
export type OperatorName =
  | 'denoise'
  | 'inpaint'
  | 'colorize'
  | 'fade'
  | 'upscale'
  | 'deblur-gaussian'
  | 'deblur-motion'
  | 'jpeg';

/** The recipes that come with the engine: `help restore` of the command line says what each is for. */
export type OwnRecipe = 'old-photo' | 'night-phone' | 'small-web' | 'scanned-slide' | 'worn-jpeg';

/** What runs the network; `auto` takes a graphics card that works here and is faster, else the processor. */
export type Provider = 'auto' | 'cpu' | 'webgpu' | 'dml' | 'coreml' | 'cuda';

/**
 * How a photo was measured and how its restoration is drawn: the same fields as in a recipe file and as the options of
 * the command line. Fields that no operator of the recipe uses change nothing; `mask`, `sensitivity` and `limit` are refused without `inpaint`.
 */
export interface Recipe {
  /** What happened to the photo: one operator, or several in the order in which they happened. */
  operator: OperatorName | OperatorName[];
  /** Standard deviation of the noise in 8-bit levels, 0 to 127; `auto` estimates it from each photo. Default 0. */
  noise?: number | 'auto' | undefined;
  /**
   * How far the noise of neighbouring pixels is correlated, as in film grain: standard deviation in pixels of the
   * Gaussian that makes white noise so, 0 (white) to 3; `auto` estimates it. Default 0.
   */
  grain?: number | 'auto' | undefined;
  /** The 8-bit levels that black has faded to, 0 to 239 in each channel; `auto` estimates them. For `fade`. */
  black?: Channels | 'auto' | undefined;
  /** The 8-bit levels that white has faded to, 16 to 255 in each channel; `auto` estimates them. For `fade`. */
  white?: Channels | 'auto' | undefined;
  /** How much more of the contrast is lost at the borders, 0 to 80 per cent; `auto` estimates it. For `fade`. */
  edges?: number | 'auto' | undefined;
  /** How many times each side becomes longer, a whole number from 2 to 8. For `upscale`. */
  scale?: number | undefined;
  /** Standard deviation in pixels of a Gaussian blur, above 0 and at most 20; `auto` estimates it. For `deblur-gaussian`. */
  blur?: number | 'auto' | undefined;
  /** Length in pixels of a motion blur, 1 to 200. For `deblur-motion`. */
  length?: number | undefined;
  /** Direction in degrees of a motion blur, -360 to 360: 0 is horizontal, positive is clockwise. For `deblur-motion`. */
  angle?: number | undefined;
  /** Quality with which the photo was saved as a JPEG, a whole number from 1 to 100; `auto` takes the file's own. For `jpeg`. */
  quality?: number | 'auto' | undefined;
  /** Chroma subsampling of that JPEG. For `jpeg`. */
  subsampling?: '4:4:4' | '4:2:0' | undefined;
  /** `auto` finds scratches and dust in each photo; left out, a mask marks them. For `inpaint`. */
  mask?: 'auto' | undefined;
  /** What `mask: 'auto'` marks, from 0 (only obvious damage) to 1 (every trace). Default 0.5. */
  sensitivity?: number | undefined;
  /** `mask: 'auto'` doesn't restore photos in which a larger share of the pixels, 0 to 1, is marked. Default 0.1. */
  limit?: number | undefined;
  /**
   * Whether a print keeps its single tone: decided from the photo (`auto`), always (`single`) or never (`free`); or the
   * tone that the result gets (`neutral`, `sepia`). Default `auto`.
   */
  tone?: 'auto' | 'single' | 'free' | 'neutral' | 'sepia' | undefined;
  /** From 0, the mean in one call of the network, to 1, a full sample; `auto`, the default, depends on operators and noise. */
  detail?: number | 'auto' | undefined;
  /** Calls of the network for each tile, a whole number from 1 to 1000. Default 8. */
  steps?: number | undefined;
  /** The same seed gives the same result: a whole number from 0 to 2^53 - 1. Default 0. */
  seed?: number | undefined;
  /** Several restorations of the same photo, a whole number from 1 to 64. Default 1. */
  samples?: number | undefined;
  /** What runs the network, where the engine was opened with `auto`. Default `auto`. */
  provider?: Provider | undefined;
  /** In recipes from before `detail` existed: true is detail 0, false is detail 1. */
  preview?: boolean | undefined;
}

/** How a result is written. */
export interface ResultSettings {
  /** Format of a batch's results: `same` is the photo's; HEIC becomes JPEG. Default `same`. */
  format?: 'same' | 'jpeg' | 'png' | 'tiff' | 'webp' | 'avif' | undefined;
  /** Quality of JPEG, WebP and AVIF, a whole number from 1 to 100. Default 95, or the photo's own if that is better. */
  quality?: number;
  /** Bits per sample of PNG and TIFF. Default as the photo's. */
  bitDepth?: 8 | 16;
  /** EXIF, XMP and IPTC of the photo. Default `keep`. */
  metadata?: 'keep' | 'remove' | undefined;
  /** Whether the restoration is recorded in the result's XMP. Default true. */
  mark?: boolean | undefined;
  /** Name of a batch's result without extension; {name}, {extension}, {operator} and {seed} are replaced. Default `{name}`. */
  name?: string | undefined;
}

/** The content of a recipe file: a recipe, how results are written, and other recipes for some folders of a batch. */
export interface RecipeFile extends Recipe {
  output?: ResultSettings | undefined;
  /** Recipes of their own for photos whose path in the folder matches; the first match applies. */
  folders?: FolderRecipe[] | undefined;
}

export interface FolderRecipe extends Recipe {
  /** A pattern such as `slides/**`. */
  match: string;
  output?: ResultSettings | undefined;
}
