import { type Said, said } from '../../contract/said';
import { baseGeometry } from '../../operators/model/geometry';
import type { NetworkCall } from '../session';

/** Largest difference between two answers that still agree: about half an 8-bit level. */
export const ANSWER_TOLERANCE = 4e-3;

/** A small constant call: a ramp and waves with noise-like detail, sigma 0.5, sigma_y 0.1. */
export function knownCall(size: number): NetworkCall {
  const area = size * size;
  const pivot = new Float32Array(3 * area);
  const anchor = new Float32Array(3 * area);
  for (let i = 0; i < pivot.length; i++) {
    const x = (i % size) / size;
    const y = (Math.floor(i / size) % size) / size;
    anchor[i] = x - y + 0.3 * Math.sin(7 * x + 11 * y + Math.floor(i / area));
    // Multiplication scrambles the integers, which gives detail of every frequency without a random generator.
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

/** What is wrong with an answer by itself: it isn't finite, or all values of a plane are equal. */
export function faultOf(mean: Float32Array, area: number): Said | undefined {
  if (!allFinite(mean)) return said('notFinite');
  for (let start = 0; start < mean.length; start += area) {
    let i = start + 1;
    while (i < start + area && mean[i] === mean[start]) i++;
    if (i === start + area) return said('flat');
  }
  return undefined;
}

/** How an answer differs from the processor's; undefined if they agree. */
export function disagreement(mean: Float32Array, reference: Float32Array): Said | undefined {
  let largest = 0;
  for (let i = 0; i < reference.length; i++) {
    largest = Math.max(largest, Math.abs((mean[i] ?? Number.NaN) - (reference[i] ?? Number.NaN)));
  }
  // Written in this way, NaN counts as a disagreement too.
  if (largest <= ANSWER_TOLERANCE) return undefined;
  return said('wrongBy', { levels: (largest * 127.5).toFixed(1) });
}
