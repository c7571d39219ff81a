import type { Say } from '../messages/messages';

/** Devices, by the ids that jobs use and the titles that results' reports use. */
const DEVICES = [
  { id: 'cpu', title: 'The processor' },
  { id: 'webgpu', title: 'WebGPU' },
  { id: 'dml', title: 'DirectML' },
  { id: 'coreml', title: 'CoreML' },
  { id: 'cuda', title: 'CUDA' },
] as const;

/** The device of a restoration in the window's language; an unknown name is unchanged. */
export function deviceWords(provider: string, say: Say): string {
  const known = DEVICES.find(({ id, title }) => provider === id || provider === title);
  return known ? say(`device.${known.id}`) : provider;
}
