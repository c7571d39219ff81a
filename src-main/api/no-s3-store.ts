import { badRequest } from '../contract/errors';
import { quoted } from '../contract/said';
import type * as store from '../library/stores/s3-store';

/** In place of a store's client, which is larger than the rest of the package: photos there are restored by workers. */
export const openS3Store: typeof store.openS3Store = (root) => {
  throw badRequest(
    quoted(`${root} is no folder of this machine; the command line's batch restores photos of a store.`),
  );
};
