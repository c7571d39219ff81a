import { checkCapabilities } from '../imaging/capabilities';
import { decodePhoto } from '../imaging/decode';
import { encodePhoto } from '../imaging/encode';
import { readKernel } from '../imaging/kernel';
import { countDamaged, readMask } from '../imaging/mask';
import { checkOutput, outputFormat } from '../imaging/output';
import { probePhoto } from '../imaging/probe';
import type { Handlers } from '../transport/requests';
import { imagingAnalysisHandlers } from './imaging-analysis-handlers';
import type { ImagingTable } from './imaging-table';
import { imagingWindowHandlers } from './imaging-window-handlers';
import { peakMemoryMB } from './memory';

/** The imaging process's handlers of its requests. */
export const imagingHandlers: Handlers<ImagingTable> = {
  ...imagingWindowHandlers,
  ...imagingAnalysisHandlers,
  probePhoto: ({ path, page }) => probePhoto(path, page),
  decodePhoto: ({ path, page, rawPath }) =>
    decodePhoto(path, page === undefined ? { rawPath } : { rawPath, page }),
  checkOutput: async ({ source, out, pages, options, writes }) => {
    if (writes) await checkOutput(source, out);
    const sized = pages.map((written) => ({ ...written, ...options.size }));
    checkCapabilities(options.format ?? outputFormat(out), sized, out, options);
  },
  encodePhoto: (request, { signal }) => encodePhoto(request, signal),
  readMask: async ({ path, width, height, rawPath }) => {
    const mask = await readMask(path, width, height, rawPath);
    return { mask, damaged: await countDamaged(mask) };
  },
  readKernel: ({ path }) => readKernel(path),
  peakMemoryMB: () => peakMemoryMB(),
};
