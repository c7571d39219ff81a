import type { Rectangle } from '../contract/geometry';
import type { OrientedTables } from '../contract/jpeg-tables';
import type { CompositePart } from '../operators/composite/composite';
import type { CompositeNoise } from '../operators/composite/data-space';
import type { CompositePrecision } from '../operators/composite/image-space';
import type { Fft2Factory } from '../operators/fourier/fft2';
import { jpeg } from '../operators/jpeg/model';
import { reducedJpeg } from '../operators/jpeg/reduced';
import type { Workspace } from '../operators/kernels/workspace';
import type { ForwardModel, Shape } from '../operators/model/forward-model';
import { chain } from '../operators/model/linear-map';
import type { Link } from '../operators/model/operator';
import type { RoundedOptions } from '../operators/rounding/rounded-picture';
import { blockPower, roundingNoise } from '../operators/rounding/rounding-noise';
import { roundingPrecision } from '../operators/rounding/rounding-precision';
import { scaleOf } from './chain';

/** The rounding by the JPEG file that the photo is or was. */
export interface Rounding {
  readonly jpeg: OrientedTables;
  /** Standard deviation of the picture's white noise before rounding. */
  readonly noise: number;
}

export interface RoundedRequest {
  /** The region, in the restored picture's grid. */
  readonly area: Rectangle;
  readonly links: readonly Link[];
  /** In the photo's grid, 1 where it was measured; default everywhere. */
  readonly measured: Uint8Array | undefined;
  readonly workspace: Workspace;
}

/** The options of the rounding of a region's photo; `shape` is the extent of the photo's part, in its own pixels. */
export function roundedOptions(
  { area, links, measured }: RoundedRequest,
  { jpeg: { tables, offset }, noise }: Rounding,
  shape: Shape,
): RoundedOptions {
  const scale = scaleOf(links);
  return {
    shape,
    tables,
    noise,
    measured,
    gridOffset: { x: area.x / scale + offset.x, y: area.y / scale + offset.y },
  };
}

/** Whether the JPEG of a picture has a closed form: the picture was unchanged before, or only made smaller or grey. */
export function hasClosedForm(links: readonly Link[]): boolean {
  return links.every(({ keeps }) => keeps !== undefined);
}

/** The JPEG of a region whose links have the closed form. */
export function buildJpeg(request: RoundedRequest, rounding: Rounding): ForwardModel {
  const { area, links } = request;
  const shape: Shape = { width: area.width, height: area.height, channels: 3 };
  const options = roundedOptions(request, rounding, shape);
  const factor = scaleOf(links);
  if (links.length === 0) return jpeg(options);
  const grey = links.some(({ keeps }) => keeps === 'luminance');
  return reducedJpeg({ ...options, factor, grey, workspace: request.workspace });
}

/** Side, in pixels of the photo, of the patch on which the parts' effect on a block is computed. */
const PATCH_SIDE = 32;

/**
 * The noise of a JPEG after `buildParts`, for a composite. Under a mask it is the noise's inverse, which converges faster
 * there, unless the parts change the picture's extent or its planes.
 *
 * @param shape the region's extent, `scale` times that of the options
 * @param buildParts the operators of a picture of some extent, without a mask
 */
export function compositeRounding(
  options: RoundedOptions,
  shape: Shape,
  buildParts: (shape: Shape) => readonly CompositePart[],
  fft: Fft2Factory,
): CompositeNoise | CompositePrecision {
  const like = new Float32Array(0);
  const map = chain(buildParts(shape), like);
  const keepsExtent = options.shape.width === shape.width && options.shape.channels === 3;
  if (options.measured && keepsExtent) return roundingPrecision(options, map, fft, like);
  const side = (PATCH_SIDE * shape.width) / options.shape.width;
  const patch = chain(buildParts({ width: side, height: side, channels: 3 }), like);
  return roundingNoise(options, { map, power: blockPower(patch), fft }, like);
}
