/** A picture as samples in memory. */
export interface Picture {
  /** In pixels. */
  readonly width: number;
  /** In pixels. */
  readonly height: number;
  /** 1 grey, 2 grey and alpha, 3 red, green and blue, 4 with alpha. */
  readonly channels: 1 | 2 | 3 | 4;
  /** Bits per sample. */
  readonly depth: 8 | 16;
  /**
   * The samples, row by row and interleaved, `width * height * channels` of them: 0 to 255, or 0 to 65535 in a Uint16Array for 16
   * bits. They are in the photo's own colour numbers, without conversion.
   */
  readonly data: Uint8Array | Uint8ClampedArray | Uint16Array;
}

/** Something that the engine says: a key with values, for programs that say it in another language. */
export interface Sentence {
  readonly key: string;
  readonly values: Readonly<Record<string, unknown>>;
  /** In English. */
  readonly text: string;
}

/** The progress of a restoration. */
export interface Progress {
  /** Progress of the whole restoration, 0 to 1: the share of the network's pixels that are done, because those take the time. */
  readonly fraction: number;
  /** The current page, from 0, and the number of pages of the file. */
  readonly page: number;
  readonly pages: number;
  /** The sample that is being drawn, from 0. */
  readonly sample: number;
  /** Finished steps of this sample, and all of its steps. */
  readonly step: number;
  readonly steps: number;
  /** Calls of the network for this page so far, and all of them. */
  readonly calls: number;
  readonly totalCalls: number;
}
