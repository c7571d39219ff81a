/// <reference lib="esnext.disposable" preserve="true" />
// These types repeat those of the program: they are published without its other sources and without zod, and their
// comments are the package's reference. test/api compares them with the program's own.
import type { Picture, Progress, Sentence } from './picture';
import type { OwnRecipe, Provider, Recipe, RecipeFile } from './recipe';

/** How an engine is opened. */
export interface EngineOptions {
  /** A network's .onnx file, with its card (.json) beside it. Default the one that comes with the package. */
  readonly model?: string | undefined;
  /**
   * What runs the network. A named provider that can't run here is refused. Default `auto`; with `utilityProcess` it is
   * `cpu`, since the trial of a graphics card starts Electron as Node, for which the app's fuse RunAsNode must be on.
   */
  readonly provider?: Provider | undefined;
  /** Threads of the processor, a whole number from 1. Default as many as the processor has. */
  readonly threads?: number | undefined;
  /** Folder for the ledgers of batches, by which one can be resumed. Default that of the command line. */
  readonly data?: string | undefined;
  /** Electron's `utilityProcess`, in its main process. The engine then starts its processes as utility processes. */
  readonly utilityProcess?: UtilityProcessFork | undefined;
}

/** The part of Electron's `utilityProcess` that is used. */
export interface UtilityProcessFork {
  fork(modulePath: string, args: string[], options: object): object;
}

/**
 * Two processes: one reads and writes photos, one restores. They start with the first job and run until `close`. An
 * engine does one job at a time; jobs that are asked for meanwhile wait their turn. Every job rejects with a PlainError
 * if something is wrong with a file or a request, and with the signal's reason if it was aborted.
 */
export interface Engine {
  /** Restores a photo, into files or into memory. The photo is only read. */
  restore(request: RestoreRequest): Promise<Restoration>;
  /** Finds scratches and dust in a photo. */
  detect(request: DetectRequest): Promise<Detection>;
  /** Restores the photos of a folder and of its subfolders into another folder. */
  batch(request: BatchRequest): Promise<BatchSummary>;
  /** Ends the engine's processes and removes its working files. Jobs under way are aborted. */
  close(): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
}

export interface RestoreRequest {
  /** Path of a JPEG, PNG, TIFF, WebP, AVIF or HEIC file. */
  readonly photo: string;
  /** What happened to the photo; or the name of a recipe that comes with the engine. Its `folders` are ignored here. */
  readonly recipe: RecipeFile | OwnRecipe;
  /** Path of a picture of the photo's size in pixels in which white is damaged. For `inpaint`. */
  readonly mask?: string | undefined;
  /** Path of a picture of the point spread function. For `deblur-gaussian` and `deblur-motion`, instead of their fields. */
  readonly kernel?: string | undefined;
  /**
   * Path of the result; its extension gives the format. Several samples are named OUT-1.png, OUT-2.png and so on. An
   * existing file is replaced, completely or not at all. Left out, the samples are returned and nothing is written.
   */
  readonly output?: string | undefined;
  /** Instead of the recipe's: a whole number from 0 to 2^53 - 1. */
  readonly seed?: number | undefined;
  /** Instead of the recipe's: how many restorations, a whole number from 1 to 64. */
  readonly samples?: number | undefined;
  /** Largest side of a tile in pixels, a multiple of 16 and at least 112. Default 512, or 256 for thin damage. */
  readonly tile?: number | undefined;
  readonly onProgress?: ((progress: Progress) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}

export interface Restoration {
  /** The files that were written, one a sample. */
  readonly outputs: readonly string[];
  /** One an entry of the file; photos have one, a TIFF may have several. */
  readonly pages: readonly [RestoredPage, ...RestoredPage[]];
  /** What the network wasn't trained on, and why a graphics card isn't used. */
  readonly warnings: readonly Sentence[];
  /** What ran the network. */
  readonly provider: Exclude<Provider, 'auto'>;
  readonly model: {
    readonly version: string;
    /** SHA-256 of the network's file, 64 hexadecimal digits. */
    readonly sha256: string;
  };
  /** From the request to the result, reading and writing included. */
  readonly seconds: number;
}

export interface RestoredPage {
  /** In pixels, of the result. */
  readonly width: number;
  /** In pixels, of the result. */
  readonly height: number;
  /** The recipe that ran, with the values that were estimated. */
  readonly recipe: Recipe;
  /** Share of the pixels that were found damaged, 0 to 1; null if the recipe doesn't search for damage. */
  readonly damaged: number | null;
  /** For each sample, how many pixels differ from the photo's; null if size or channels differ. */
  readonly changedPixels: readonly (number | null)[];
  /** One picture for each sample, if the request has no output. */
  readonly samples: readonly Picture[];
}

export interface DetectRequest {
  /** Path of a photo. */
  readonly photo: string;
  /** From 0 (only obvious damage) to 1 (every trace). Default 0.5. */
  readonly sensitivity?: number | undefined;
  readonly signal?: AbortSignal | undefined;
}

export interface Detection {
  /** Share of the pixels that are damaged, 0 to 1, over all pages. */
  readonly fraction: number;
  /** One a page of the file. */
  readonly pages: readonly [DetectedPage, ...DetectedPage[]];
}

export interface DetectedPage {
  /** Share of the page's pixels that are damaged, 0 to 1. */
  readonly fraction: number;
  /** Of the photo's size, one channel of 8 bits: 128 to 255 where the photo is damaged, else 0. */
  readonly mask: Picture;
}

export interface BatchRequest {
  /** The folder of the photos, which are only read. */
  readonly input: string;
  /** The folder for the results, with the same subfolders; it is created if it is missing. */
  readonly output: string;
  /** What happened to the photos, and how results are written; or the name of a recipe that comes with the engine. */
  readonly recipe: RecipeFile | OwnRecipe;
  /** A folder of masks by name: the mask of a/b.jpg is a/b.png or a/b-mask.png there. */
  readonly masks?: string | undefined;
  /** Only photos whose path in the folder matches one of these patterns. */
  readonly include?: readonly string[] | undefined;
  /** No photos whose path in the folder matches one of these patterns. */
  readonly exclude?: readonly string[] | undefined;
  /** Which photos come first. Default `folder`, by their paths. */
  readonly order?: 'folder' | 'size' | undefined;
  /** Continues an earlier batch of these two folders, which is an error otherwise. Finished photos are not restored again. */
  readonly resume?: boolean | undefined;
  /** Like `resume`, and failed photos are tried again. */
  readonly retryFailed?: boolean | undefined;
  /** Largest side of a tile in pixels, a multiple of 16 and at least 112. Default 512, or 256 for thin damage. */
  readonly tile?: number | undefined;
  readonly onEvent?: ((event: BatchEvent) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** What happens in a batch. Paths are relative to the folder of the photos, or to that of the results. */
export type BatchEvent =
  | {
      readonly event: 'planned';
      /** Numbers of photos by their state. */
      readonly counts: BatchCounts;
      /** Number of files and folders that look like photos but aren't read. */
      readonly leftOut: number;
      /** Number of files whose names aren't those of photos. */
      readonly otherFiles: number;
    }
  | { readonly event: 'started'; readonly photo: string }
  | {
      readonly event: 'done';
      readonly photo: string;
      readonly outputs: readonly string[];
      /** Duration of this photo's restoration. */
      readonly seconds: number;
      readonly warnings: readonly Sentence[];
    }
  | { readonly event: 'failed'; readonly photo: string; readonly reason: Sentence }
  | { readonly event: 'skipped'; readonly photo: string; readonly reason: Sentence }
  | {
      readonly event: 'progress';
      /** Photos done so far, and in all. */
      readonly done: number;
      readonly total: number;
      /** Estimated; null before there is an estimate. */
      readonly secondsLeft: number | null;
    }
  /** The work waits until the reason, such as a full disk, is gone. */
  | { readonly event: 'waiting'; readonly reason: Sentence }
  | { readonly event: 'continued' }
  | ({ readonly event: 'finished' } & BatchSummary);

/** Numbers of photos. */
export interface BatchCounts {
  readonly waiting: number;
  readonly working: number;
  readonly done: number;
  readonly failed: number;
  readonly skipped: number;
}

/** Numbers of photos at the end of a batch. */
export interface BatchSummary {
  /** Finished by this run and by earlier ones. */
  readonly done: number;
  /** Finished by this run. */
  readonly doneNow: number;
  readonly failed: number;
  /** Photos with nothing to do, such as those without a mask. */
  readonly skipped: number;
  /** Left for another run. */
  readonly waiting: number;
  /** Duration of this run. */
  readonly seconds: number;
}

/** An error that says what is wrong and what to do, and names the file. Its message is in English. */
export interface PlainError extends Error {
  readonly name: 'PlainError';
  /** The message as a key with values, for programs that say it in another language. */
  readonly said: Pick<Sentence, 'key' | 'values'>;
  /** True if the request was wrong, before any work; false if the work failed. */
  readonly badRequest: boolean;
}

export type { Picture, Progress, Sentence } from './picture';
export type {
  FolderRecipe,
  OperatorName,
  OwnRecipe,
  Provider,
  Recipe,
  RecipeFile,
  ResultSettings,
} from './recipe';
