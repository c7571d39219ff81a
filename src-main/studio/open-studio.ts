import { failure } from '../contract/errors';
import type { Engine } from '../engine/jobs/engine';
import { createEvents } from './events';
import type { Host, StudioFolders } from './host';
import type { ChannelHandlers, Studio } from './studio';

export interface StudioOptions {
  readonly host: Host;
  readonly folders: StudioFolders;
  /**
   * The processes that do the work and a folder for what they exchange (it exists, and is the caller's to remove once
   * the studio is closed). Left out, children under plain Node and a folder of the system's for temporary files. The
   * processes start with their first request; close() stops them, whoever made them.
   */
  readonly engine?: Engine;
}

/** Opens the studio over its data folder, which is created where it is missing. */
export async function openStudio(_options: StudioOptions): Promise<Studio> {
  const events = createEvents();
  return {
    handlers: noHandlers(),
    onEvent: events.listen,
    admitPath: () => unfinished(),
    admitBytes: async () => unfinished(),
    pathOf: () => undefined,
    readTile: async () => undefined,
    close: async () => {},
  };
}

function noHandlers(): ChannelHandlers {
  throw unfinished();
}

function unfinished(): never {
  throw failure('This part of the studio is not built yet.');
}
