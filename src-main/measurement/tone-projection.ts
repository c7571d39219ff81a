import type { Tone } from '../analysis/tone/find-tone';
import { readTone, type ToneCurve } from '../analysis/tone/tone-curve';
import type { Rectangle } from '../contract/geometry';
import { greenOf, LUMA_WEIGHTS } from '../contract/luma';
import { applyLevels, type Levels, removeLevels } from '../operators/model/levels';
import type { RegionPlace } from '../operators/model/place';

/**
 * Projects means (three planes in [-1, 1], overwritten) over a rectangle of the region onto the photo's single tone. The
 * network still gets a state whose chroma is noise, as in training.
 */
export type ProjectMeans = (mean: Float32Array, tile: Rectangle) => void;

/**
 * The projection onto a photo's tone, at each pixel's own luma; undefined if its colours are free. The tone of a faded
 * photo is that of the photo as it is, so its means are faded for the projection. `whole` is the region's place in the
 * print; the picture may be a part of it.
 */
export function projectionOn(
  tone: Tone,
  place: RegionPlace,
  levels?: Levels,
  whole: RegionPlace = place,
): ProjectMeans | undefined {
  const project = projectionOnPhoto(tone, place);
  if (!project || !levels) return project;
  return (mean, tile) => {
    const rest = levels.rest?.({ ...whole, x: whole.x + tile.x, y: whole.y + tile.y }, tile);
    applyLevels(levels, mean, rest);
    project(mean, tile);
    removeLevels(levels, mean, rest);
  };
}

function projectionOnPhoto(tone: Tone, place: RegionPlace): ProjectMeans | undefined {
  switch (tone.kind) {
    case 'free':
      return undefined;
    case 'grey':
      return takeColourOut;
    case 'toned':
      return onCurve(tone.curve, place);
  }
}

const [RED, GREEN, BLUE] = LUMA_WEIGHTS;

function takeColourOut(mean: Float32Array): void {
  const pixels = mean.length / 3;
  for (let i = 0; i < pixels; i++) {
    const luma = RED * mean[i] + GREEN * mean[i + pixels] + BLUE * mean[i + 2 * pixels];
    mean[i] = luma;
    mean[i + pixels] = luma;
    mean[i + 2 * pixels] = luma;
  }
}

/** 8-bit levels per unit of the range [-1, 1]. */
const UNIT = 127.5;

function onCurve(curve: ToneCurve, place: RegionPlace): ProjectMeans {
  const reader = readTone(curve);
  const colour = new Float64Array(2);
  return (mean, tile) => {
    const pixels = mean.length / 3;
    let i = 0;
    for (let y = 0; y < tile.height; y++) {
      reader.toRow((place.y + tile.y + y + 0.5) / place.pictureHeight);
      for (let x = 0; x < tile.width; x++, i++) {
        const luma = RED * mean[i] + GREEN * mean[i + pixels] + BLUE * mean[i + 2 * pixels];
        reader.read((place.x + tile.x + x + 0.5) / place.pictureWidth, (luma + 1) * UNIT, colour);
        mean[i] = luma + colour[0] / UNIT;
        mean[i + pixels] = luma + greenOf(colour[0], colour[1]) / UNIT;
        mean[i + 2 * pixels] = luma + colour[1] / UNIT;
      }
    }
  };
}
