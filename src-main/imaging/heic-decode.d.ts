/** heic-decode ships no types. */
declare module 'heic-decode' {
  interface DecodedImage {
    readonly width: number;
    readonly height: number;
    /** RGBA, 8 bits. */
    readonly data: Uint8ClampedArray;
  }
  interface PendingImage {
    readonly width: number;
    readonly height: number;
    decode(): Promise<DecodedImage>;
  }
  interface PendingImages extends ReadonlyArray<PendingImage> {
    dispose(): void;
  }
  interface Decode {
    (input: { buffer: Uint8Array }): Promise<DecodedImage>;
    all(input: { buffer: Uint8Array }): Promise<PendingImages>;
  }
  const decode: Decode;
  export = decode;
}
