import { decodePhoto } from '../../imaging/decode';
import { probePhoto } from '../../imaging/probe';
import type { Handlers } from '../transport/requests';
import type { ImagingTable } from './imaging-table';

/** What the imaging process does for each request of its table. */
export const imagingHandlers: Handlers<ImagingTable> = {
  probePhoto: ({ path, page }) => probePhoto(path, page),
  decodePhoto: ({ path, page, rawPath }) =>
    decodePhoto(path, page === undefined ? { rawPath } : { rawPath, page }),
};
