import type { Rectangle } from '../imaging/raw-picture';
import { blockMean } from '../operators/block-mean';
import { type CompositePart, composite } from '../operators/composite';
import { convolution } from '../operators/convolution';
import type { Fft2Factory } from '../operators/fourier/fft2';
import { identity } from '../operators/identity';
import { maskMap } from '../operators/linear-map';
import { luminance } from '../operators/luminance';
import { mask } from '../operators/mask';
import type { ForwardModel, Shape } from '../operators/model';
import type { ProbeSource } from '../operators/probing';
import type { Link } from './chain';
import { fillNormal, STREAM } from './philox';

export interface ModelRequest {
  /** The region, in the restored picture's grid. */
  readonly area: Rectangle;
  /** What happened to the picture in space, in order. */
  readonly chain: readonly Link[];
  readonly sigmaY: number;
  /** Only the luminance was measured. */
  readonly colorize: boolean;
  /** In the photo's grid, 1 where it was measured; left out, everywhere. */
  readonly measured: Uint8Array | undefined;
  readonly fft: Fft2Factory;
}

/** The forward model of a region: a closed form where there is one, else a composite solved by conjugate gradients. */
export function buildModel(request: ModelRequest): ForwardModel {
  const { area, chain, sigmaY, colorize, measured } = request;
  const shape: Shape = { width: area.width, height: area.height, channels: 3 };
  if (chain.length === 0) {
    if (colorize) return luminance({ shape, sigmaY, ...(measured && { measured }) });
    return measured ? mask({ shape, measured, sigmaY }) : identity({ shape, noise: sigmaY });
  }
  const [only] = chain;
  if (chain.length === 1 && !colorize && !measured) return buildLink(request, only, shape);
  const parts: CompositePart[] = [];
  let current = shape;
  for (const link of chain) {
    const part = buildLink(request, link, current);
    parts.push(part);
    current = part.range;
  }
  if (measured) parts.push(maskMap(current, measured));
  if (colorize) parts.push(luminance({ shape: current, sigmaY }));
  return composite({ parts, sigmaY, probes: signsOver(area) });
}

function buildLink({ sigmaY, fft }: ModelRequest, { psf, factor }: Link, shape: Shape): ForwardModel {
  return psf ? convolution({ shape, psf, sigmaY, fft }) : blockMean({ shape, factor, sigmaY });
}

/** Signs keyed by coordinate: the std map doesn't depend on where a region begins. */
function signsOver(area: Rectangle): ProbeSource {
  return (probe, signs) => {
    fillNormal(signs, { ...area, channels: 3 }, { seed: 0, stream: STREAM.probing, sample: probe });
    for (let i = 0; i < signs.length; i++) signs[i] = signs[i] < 0 ? -1 : 1;
  };
}
