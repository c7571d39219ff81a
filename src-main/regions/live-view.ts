import { access, open } from 'node:fs/promises';
import { join } from 'node:path';
import type { Rectangle } from '../contract/geometry';
import { type OpenPicture, type RawPicture, type RawSamples, readRectangle } from '../imaging/raw-picture';
import { colourChannels, toSample, whiteOf } from '../measurement/photo-planes';
import { luminanceOf } from '../operators/colorize/luminance-planes';

/** A region's intermediate result after a step. */
export interface LiveView {
  /** The region's posterior mean: three planes over `area`, which may reach beyond the picture. */
  readonly mean: Float32Array;
  readonly area: Rectangle;
  /** The part of the area to show, inside the restored picture. */
  readonly shown: Rectangle;
  /** Colour channels of the result. */
  readonly channels: 1 | 3;
  readonly step: number;
  /** Whether no step of its region follows. */
  readonly isLast: boolean;
  readonly sample: number;
  /** The photo (of the result's size), shown where `measured` isn't 0; that covers `area`. */
  readonly kept?: { readonly photo: OpenPicture; readonly measured: Uint8Array } | undefined;
}

/** A view that was written to disk. */
export interface WrittenView {
  readonly raw: RawPicture;
  /** In pixels of the restored picture; `raw` may be smaller. */
  readonly area: Rectangle;
  readonly step: number;
}

/** Longest side of a view. The window lays it over the photo, usually at a smaller size. */
const MAX_SIDE = 1024;
/** Largest share of the run's time to spend on views. */
const SHARE = 0.03;

/**
 * Returns a function that writes views as 8-bit raw files into `folder`, one at a time. It skips a view while the last
 * one still exists (whoever shows a view removes it), or if views have already taken their share of the time and
 * the view isn't the last one of its region.
 */
export function liveWriter(
  folder: string,
  written: (view: WrittenView) => void,
): (view: LiveView) => Promise<void> {
  const started = performance.now();
  let spent = 0;
  let count = 0;
  let last: string | undefined;
  return async (view) => {
    const begun = performance.now();
    if (!view.isLast && spent > SHARE * (begun - started)) return;
    if (last !== undefined && (await exists(last))) return;
    last = join(folder, `live-${count++}.raw`);
    const raw = await writeView(view, last);
    written({ raw, area: view.shown, step: view.step });
    spent += performance.now() - begun;
  };
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}

async function writeView(view: LiveView, path: string): Promise<RawPicture> {
  const { shown, channels, kept } = view;
  const stride = Math.ceil(Math.max(shown.width, shown.height) / MAX_SIDE);
  const width = Math.ceil(shown.width / stride);
  const height = Math.ceil(shown.height / stride);
  const photoSamples = kept && (await readRectangle(kept.photo.file, kept.photo.picture, shown));
  const samples = sampleMean(view, stride, width, height);
  if (kept && photoSamples) putBack(view, { ...kept, photoSamples }, samples, stride, width);
  const file = await open(path, 'w');
  try {
    await file.writeFile(samples);
  } finally {
    await file.close();
  }
  return { path, width, height, channels, depth: 8 };
}

/** Every `stride`-th pixel of the mean, in 8-bit levels. */
function sampleMean(view: LiveView, stride: number, width: number, height: number): Uint8Array {
  const { mean, area, shown, channels } = view;
  const planes = channels === 1 ? luminanceOf(mean) : mean;
  const pixels = area.width * area.height;
  const samples = new Uint8Array(width * height * channels);
  let at = 0;
  for (let y = 0; y < height; y++) {
    const row = (shown.y - area.y + y * stride) * area.width + shown.x - area.x;
    for (let x = 0; x < width; x++) {
      for (let c = 0; c < channels; c++) {
        samples[at++] = toSample(planes[c * pixels + row + x * stride], 255);
      }
    }
  }
  return samples;
}

/** Copies the photo's own pixels into the view where they are undamaged. */
function putBack(
  { area, shown, channels }: LiveView,
  kept: { readonly photo: OpenPicture; readonly measured: Uint8Array; readonly photoSamples: RawSamples },
  samples: Uint8Array,
  stride: number,
  width: number,
): void {
  const { picture } = kept.photo;
  const gain = 255 / whiteOf(picture.depth);
  const grey = colourChannels(picture) === 1;
  for (let at = 0; at < samples.length; at += channels) {
    const x = ((at / channels) % width) * stride;
    const y = Math.floor(at / channels / width) * stride;
    if (kept.measured[(shown.y - area.y + y) * area.width + shown.x - area.x + x] === 0) continue;
    const source = (y * shown.width + x) * picture.channels;
    for (let c = 0; c < channels; c++) {
      samples[at + c] = Math.round(kept.photoSamples[source + (grey ? 0 : c)] * gain);
    }
  }
}
