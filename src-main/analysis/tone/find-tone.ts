import type { ToneChoice } from '../../contract/recipe';
import type { RawPicture } from '../../imaging/raw-picture';
import { boxMean } from '../box-mean';
import { emptyPlane, lumaOf, type Plane } from '../plane';
import { coarseDistance } from './coarse-distance';
import { isColourless } from './colourless';
import { fitTone } from './fit-tone';
import { offCurve } from './off-curve';
import { type SmallCopy, smallCopy } from './small-copy';
import type { ToneCurve } from './tone-curve';

/**
 * Whether a photo has a single tone: grey, or a colour that is a function of the luma (sepia, selenium, cyanotype,
 * yellowed paper) and changes slowly over the picture. The colours of colour photos and hand-tinted prints are free.
 */
export type Tone =
  | { readonly kind: 'free' }
  | { readonly kind: 'grey' }
  | { readonly kind: 'toned'; readonly curve: ToneCurve; readonly rms: number };

/** Largest distances of a toned photo from its curve, in Lab: root mean square, and the shares beyond OFF and twice OFF. */
const MOST_RMS = 1.4;
const OFF = 6;
const MOST_OFF = 0.0015;
const MOST_FAR = 0.0002;

/**
 * The coarse distance above which the curve isn't searched, because that takes most of the time. The coarse distance of
 * 77 toned photos is at most 1.8; four in five of 1,228 colour photos are above this limit.
 */
const CLEARLY_FREE = 3.5;

/** Radius of the box blur before the curve is fitted; a second box would remove too much of small pictures. */
const RADIUS = 2;
/** Every second sample along each axis is enough. */
const STRIDE = 2;

/** The inputs of findTone. */
export interface ToneRequest {
  readonly photo: RawPicture;
  /** Of the photo's size; colours where it marks damage are ignored. */
  readonly mask?: RawPicture | undefined;
  /** An existing small copy of the photo to use instead of making one without the masked pixels. */
  readonly copy?: SmallCopy | undefined;
  /** The user's choice; default 'auto'. */
  readonly choice?: ToneChoice | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** Finds a photo's tone. No other code of the program decides this. */
export async function findTone({ photo, mask, copy, choice = 'auto', signal }: ToneRequest): Promise<Tone> {
  if (photo.channels < 3) return { kind: 'grey' };
  if (choice === 'free') return { kind: 'free' };
  if (await isColourless(photo)) return { kind: 'grey' };
  const small = copy ?? (await smallCopy(photo, mask, signal));
  if (choice === 'auto' && coarseDistance(small) > CLEARLY_FREE) return { kind: 'free' };
  const found = measureTone(small);
  const holds = found.rms <= MOST_RMS && found.share <= MOST_OFF && found.far <= MOST_FAR;
  if (choice === 'auto' && !holds) return { kind: 'free' };
  return { kind: 'toned', curve: found.curve, rms: found.rms };
}

/** The tone curve of a small copy, and the copy's distance from it. */
function measureTone(copy: SmallCopy) {
  const curve = fitTone(samplesOf(copy));
  return { curve, ...offCurve(copy, curve, OFF) };
}

function samplesOf({ colours, known }: SmallCopy) {
  const { width, height } = known;
  const [red, green, blue] = colours.map((plane) => blurred(plane, known));
  const luma = lumaOf([red, green, blue]);
  const edges = edgesOf(lumaOf(colours), known);
  const count = Math.ceil(width / STRIDE) * Math.ceil(height / STRIDE);
  const make = () => new Float32Array(count);
  const samples = { luma: make(), red: make(), blue: make(), u: make(), v: make(), weight: make() };
  let at = 0;
  for (let y = 0; y < height; y += STRIDE) {
    for (let x = 0; x < width; x += STRIDE, at++) {
      const i = y * width + x;
      samples.luma[at] = luma.data[i];
      samples.red[at] = red.data[i] - luma.data[i];
      samples.blue[at] = blue.data[i] - luma.data[i];
      samples.u[at] = (x + 0.5) / width;
      samples.v[at] = (y + 0.5) / height;
      samples.weight[at] = known.data[i] * edges[i];
    }
  }
  return samples;
}

/** The mean of the known values around each pixel. */
function blurred(plane: Plane, known: Plane): Plane {
  const sums = boxMean(plane, RADIUS);
  const shares = boxMean(
    mapped(known, (value) => (value > 0 ? 1 : 0)),
    RADIUS,
  );
  return mapped(sums, (value, i) => (shares.data[i] > 0.02 ? value / shares.data[i] : 0));
}

/** Weights from 1 to 0, low at edges, because the mean of two tones isn't on the curve. */
function edgesOf(luma: Plane, known: Plane): Float64Array {
  const mean = blurred(luma, known);
  const square = blurred(
    mapped(luma, (value) => value * value),
    known,
  );
  const variances = Float64Array.from(mean.data, (value, i) => Math.max(0, square.data[i] - value * value));
  const sorted = variances.filter((_, i) => known.data[i] > 0).sort();
  const usual = 25 + (sorted.length > 0 ? sorted[sorted.length >> 1] : 0);
  return variances.map((variance) => usual / (usual + variance));
}

function mapped({ width, height, data }: Plane, value: (of: number, i: number) => number): Plane {
  const result = emptyPlane(width, height);
  for (let i = 0; i < data.length; i++) result.data[i] = value(data[i], i);
  return result;
}
