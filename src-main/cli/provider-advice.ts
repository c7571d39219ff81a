import type { ProviderName } from '../network/providers/names';

/** The page that says more. */
export const ADVICE_PAGE = 'docs/graphics-cards.md';

const WEBGPU: Readonly<Partial<Record<NodeJS.Platform, string>>> = {
  linux:
    'needs a graphics card with a driver for Vulkan: sudo apt install mesa-vulkan-drivers (AMD, Intel) or nvidia-driver (NVIDIA)',
  win32: "needs a graphics card with its maker's driver for Direct3D 12; Windows Update installs one",
  darwin: 'needs a graphics card that knows Metal, which every Mac with an Apple processor has',
};

const CUDA: Readonly<Partial<Record<NodeJS.Platform, string>>> = {
  linux:
    'needs an NVIDIA card, its driver, CUDA 12, cuDNN 9, and in a clone: ONNXRUNTIME_NODE_INSTALL=cuda12 node node_modules/onnxruntime-node/script/install.js',
  win32:
    "needs an NVIDIA card, CUDA 12, cuDNN 9 and the runtime's CUDA library; DirectML runs on the same card without them",
};

/**
 * What a provider that can't run here needs and how it is had, in words for a terminal; undefined where this system can't have
 * it at all, or nothing can be done.
 */
export function adviceFor(provider: ProviderName, system: NodeJS.Platform): string | undefined {
  if (provider === 'webgpu') return WEBGPU[system];
  if (provider === 'cuda') return CUDA[system];
  if (provider === 'dml' && system === 'win32')
    return "needs Windows 10 (1903) or newer, and the maker's driver for Direct3D 12; Windows Update installs one";
  if (provider === 'coreml' && system === 'darwin') return 'needs macOS 12 or newer';
  return undefined;
}
