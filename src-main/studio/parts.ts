import type { Said } from '../contract/said';
import type { Engine } from '../jobs/engine';
import type { Documents } from './documents';
import type { Events } from './events';
import type { Files } from './files';
import type { Host, StudioFolders } from './host';
import type { Jobs } from './jobs';
import type { Library } from './library/library';
import type { Pictures } from './pictures';
import type { Sessions } from './sessions';
import type { Preferences } from './settings';

/** What the studio is made of; what handles a channel takes what it needs. */
export interface StudioParts {
  readonly engine: Engine;
  readonly host: Host;
  readonly folders: StudioFolders;
  readonly events: Events;
  readonly files: Files;
  readonly preferences: Preferences;
  readonly sessions: Sessions;
  readonly pictures: Pictures;
  readonly documents: Documents;
  readonly jobs: Jobs;
  readonly library: Library;
  /** Aborted when the studio closes: what was being opened is given up. */
  readonly ending: AbortSignal;
  /** Sentences from before there was a window to tell them to; emptied when they are told. */
  readonly notices: Said[];
}
