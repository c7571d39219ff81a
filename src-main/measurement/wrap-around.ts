import { completeBorders } from '../operators/borders/complete-borders';
import { extendedAxis, extendForConvolution } from '../operators/borders/extend-for-convolution';
import type { BlurPrior } from '../operators/borders/most-probable';
import { isMirrorSymmetric } from '../operators/convolution/point-spread';
import { HEIGHT_MULTIPLE, WIDTH_MULTIPLE } from '../operators/fourier/fast-length';
import type { Workspace } from '../operators/kernels/workspace';
import type { Shape } from '../operators/model/forward-model';
import type { RegionInput, RegionRules } from './region-rules';

/**
 * How a region of the restored picture is extended for circular blurs with a reach of `reach` photo pixels.
 *
 * @param scale pixels of the restored picture per pixel of the photo
 */
export function extensionRules(reach: number, scale: number): NonNullable<RegionRules['extension']> {
  const along = (multiple: number) => (known: number) => {
    const { length, offset } = extendedAxis(known / scale, reach, multiple);
    return { length: length * scale, offset: offset * scale };
  };
  return { x: along(WIDTH_MULTIPLE), y: along(HEIGHT_MULTIPLE) };
}

/**
 * Extends the planes and the mask of a photo's part, of extent `shape`, by extensionRules. If `blur` is the only spatial
 * change, the margin is made consistent with it.
 */
export function extendMeasurement(
  input: RegionInput,
  shape: Shape,
  reach: number,
  workspace: Workspace,
  blur?: BlurPrior,
): RegionInput {
  const support = { width: 2 * reach + 1, height: 2 * reach + 1 };
  const extended = extendForConvolution(input.planes, shape, support, undefined, workspace);
  const planes = extended.data instanceof Float32Array ? extended.data : new Float32Array(extended.data);
  if (!input.measured) {
    // For a symmetric blur, the mirror image of the blurred photo already is a blurred mirror image.
    if (blur && !isMirrorSymmetric(blur.psf)) {
      const known = { x: extended.offsetX, y: extended.offsetY, width: shape.width, height: shape.height };
      completeBorders(planes, { ...blur, shape: extended.shape, known });
    }
    return { planes, measured: undefined };
  }
  const flags = extendForConvolution(
    Float32Array.from(input.measured),
    { ...shape, channels: 1 },
    support,
  ).data;
  // Where two mirror images are blended, both must be measured.
  return { planes, measured: Uint8Array.from(flags, (flag) => (flag === 1 ? 1 : 0)) };
}
