/** The page's own scheme and origin. */
export const PAGE_SCHEME = 'app';
export const PAGE_ORIGIN = 'app://daguerre';
export const PAGE_URL = `${PAGE_ORIGIN}/index.html`;

/** Tiles of pictures: photo://tiles/<picture>/<level>/<column>/<row>. */
export const PICTURE_SCHEME = 'photo';
export const PICTURES_URL = 'photo://tiles/';

/** Names of the messages between the preload and the main process. */
export const channelMessage = (channel: string) => `daguerre:${channel}`;
export const ADMIT_PATH = 'daguerre-admit:path';
export const ADMIT_BYTES = 'daguerre-admit:bytes';
export const EVENT = 'daguerre-event';
