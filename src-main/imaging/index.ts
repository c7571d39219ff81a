/** Decode, encode, colour and metadata: what the layers above may use of imaging. */

export { checkCapabilities } from './capabilities';
export { compose } from './compose';
export { cropRaw } from './crop';
export { type DecodeOptions, decodePhoto } from './decode';
export { type Display, type DisplaySource, displayTile, makeDisplay } from './display';
export { type EncodeRequest, encodePhoto } from './encode';
export type { EncodeOptions } from './encode-options';
export { closeExifTool as closeImaging } from './exiftool';
export { jpegTables } from './jpeg-markers';
export { type KernelPicture, readKernel } from './kernel';
export { applyLook, type LookRequest } from './look';
export type { Mark } from './mark';
export { countDamaged, readMask } from './mask';
export { saveMaskFile } from './mask-file';
export { maskToTiles, writeMask } from './mask-tiles';
export { histogram, pixelAt } from './numbers';
export { checkOutput, type OutputFormat, outputFormat } from './output';
export { type PhotoFormat, type PhotoInfo, sampleChannels } from './photo-info';
export { probePhoto } from './probe';
export { makeProxy, type Proxy } from './proxy';
export {
  allocateSamples,
  type RawPicture,
  type RawSamples,
  type Rectangle,
  readRectangle,
  writeRectangle,
} from './raw-picture';
export { type ColourSelection, selectByColour } from './select-by-colour';
export { SPREAD_FULL, SPREAD_NONE, spread } from './spread';
export { makeThumbnail } from './thumbnail';
