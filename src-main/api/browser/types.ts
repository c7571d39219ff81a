import type { Picture, Progress, Sentence } from '../picture';
import type { Recipe } from '../recipe';

/** How an engine is opened in a browser. */
export interface BrowserEngineOptions {
  /** The module onnxruntime-web, of which the caller chooses the build: `import * as ort from 'onnxruntime-web/webgpu'`. */
  readonly runtime: Runtime;
  /** A network's .onnx file as bytes, or the caller's own session of it, which the caller releases. */
  readonly model: Uint8Array | RuntimeSession;
  /** The network's card: the .json file beside it, parsed. */
  readonly card: unknown;
  /** What runs the network if the engine creates the session: the first that works. Default only `wasm`. */
  readonly executionProviders?: readonly ('webgpu' | 'wasm')[] | undefined;
}

/**
 * An engine in a page or a worker, for small pictures: it computes on the calling thread, so a page that must respond
 * meanwhile runs it in a worker. It does one restoration at a time; others wait. It reads and writes no files: JPEG
 * tables, pictures of a point spread function and `mask: 'auto'` need the engine for Node.
 */
export interface BrowserEngine {
  /**
   * Restores a picture. Rejects with a PlainError if the request is wrong, with a TypeError if the picture isn't valid,
   * and with the signal's reason if it was aborted.
   */
  restore(request: BrowserRestoreRequest): Promise<BrowserRestoration>;
  /** Aborts a running restoration, and releases the session if the engine created it. */
  close(): Promise<void>;
}

export interface BrowserRestoreRequest {
  /** Samples in memory, or the page's own ImageData. */
  readonly picture: Picture | PageImage;
  /** What happened to the picture. `quality: 'auto'` and `mask: 'auto'` are refused; other values may be `auto`. */
  readonly recipe: Recipe;
  /** One byte a pixel, row by row: 128 to 255 where the picture is damaged, below 128 where it isn't. For `inpaint`. */
  readonly mask?: Uint8Array | Uint8ClampedArray | undefined;
  /** Instead of the recipe's: a whole number from 0 to 2^53 - 1. */
  readonly seed?: number | undefined;
  /** Instead of the recipe's: how many restorations, a whole number from 1 to 64. */
  readonly samples?: number | undefined;
  readonly onProgress?: ((progress: Progress) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}

export interface BrowserRestoration {
  /** One for each sample, with the picture's channels (three if a grey one was coloured) and depth. */
  readonly samples: readonly [Picture, ...Picture[]];
  /** The recipe that ran, with the values that were estimated. */
  readonly recipe: Recipe;
  /** What the network wasn't trained on. */
  readonly warnings: readonly Sentence[];
  /** From the request to the result. */
  readonly seconds: number;
}

/** The part of ImageData that is used: red, green, blue and alpha, 8 bits each. */
export interface PageImage {
  /** In pixels. */
  readonly width: number;
  /** In pixels. */
  readonly height: number;
  readonly data: Uint8ClampedArray;
}

/** The part of onnxruntime-web that is used. */
export interface Runtime {
  readonly Tensor: new (type: 'float32', data: Float32Array, dims: readonly number[]) => object;
  readonly InferenceSession: { create(model: Uint8Array, options: object): Promise<RuntimeSession> };
}

/** The part of a session of onnxruntime-web that is used. */
export interface RuntimeSession {
  readonly inputNames: readonly string[];
  readonly outputNames: readonly string[];
  run(feeds: object): Promise<Readonly<Record<string, { readonly data: unknown }>>>;
  release(): Promise<void>;
}

export type { Picture, Progress, Sentence } from '../picture';
export type { OperatorName, Provider, Recipe } from '../recipe';
export type { PlainError } from '../types';
