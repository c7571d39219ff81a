import { type Said, said } from '../../contract/said';
import { baseGeometry } from '../../operators/model/geometry';
import type { NetworkCall } from '../session';

/** Largest difference from the processor's answer that is still the same answer: about half an 8-bit level. */
export const ANSWER_TOLERANCE = 4e-3;

/** A small call that never changes: a ramp and some waves with noise-like detail, sigma 0.5, sigma_y 0.1. */
export function knownCall(size: number): NetworkCall {
  const area = size * size;
  const pivot = new Float32Array(3 * area);
  const anchor = new Float32Array(3 * area);
  for (let i = 0; i < pivot.length; i++) {
    const x = (i % size) / size;
    const y = (Math.floor(i / size) % size) / size;
    anchor[i] = x - y + 0.3 * Math.sin(7 * x + 11 * y + Math.floor(i / area));
    // Integers scrambled by a multiplication: detail of every frequency without a generator.
    pivot[i] = (anchor[i] ?? 0) + 0.1 * ((((i * 7919) % 1009) / 1009) * 2 - 1);
  }
  const std = new Float32Array(2 * area).fill(0.098);
  return { width: size, height: size, pivot, anchor, std, geometry: baseGeometry(0.5, 0.1) };
}

export function allFinite(values: Float32Array): boolean {
  for (let i = 0; i < values.length; i++) {
    if (!Number.isFinite(values[i])) return false;
  }
  return true;
}

/** What is wrong with an answer in itself, in words: it isn't finite, or a plane is one and the same value. */
export function faultOf(mean: Float32Array, area: number): Said | undefined {
  if (!allFinite(mean)) return said('notFinite');
  for (let start = 0; start < mean.length; start += area) {
    let i = start + 1;
    while (i < start + area && mean[i] === mean[start]) i++;
    if (i === start + area) return said('flat');
  }
  return undefined;
}

/** What is wrong with an answer beside the processor's, in words. */
export function disagreement(mean: Float32Array, reference: Float32Array): Said | undefined {
  let largest = 0;
  for (let i = 0; i < reference.length; i++) {
    largest = Math.max(largest, Math.abs((mean[i] ?? Number.NaN) - (reference[i] ?? Number.NaN)));
  }
  // Written so that NaN disagrees too.
  if (largest <= ANSWER_TOLERANCE) return undefined;
  return said('wrongBy', { levels: (largest * 127.5).toFixed(1) });
}
