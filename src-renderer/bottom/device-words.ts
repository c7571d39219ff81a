import type { Say } from '../messages/messages';

/** As jobs name them, and as results' reports do. */
const DEVICES = [
  { id: 'cpu', title: 'The processor' },
  { id: 'webgpu', title: 'WebGPU' },
  { id: 'dml', title: 'DirectML' },
  { id: 'coreml', title: 'CoreML' },
  { id: 'cuda', title: 'CUDA' },
] as const;

/** What runs or ran a restoration, in the window's language; a name that isn't known stays as it is. */
export function deviceWords(provider: string, say: Say): string {
  const known = DEVICES.find(({ id, title }) => provider === id || provider === title);
  return known ? say(`device.${known.id}`) : provider;
}
