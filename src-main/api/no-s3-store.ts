import { badRequest } from '../contract/errors';
import { quoted } from '../contract/said';
import type * as store from '../library/stores/s3-store';

/**
 * Replaces the client of S3-compatible stores, which is larger than the rest of the package. Workers restore photos in
 * such stores.
 */
export const openS3Store: typeof store.openS3Store = (root) => {
  throw badRequest(
    quoted(`${root} is no folder of this machine; the command line's batch restores photos of a store.`),
  );
};
