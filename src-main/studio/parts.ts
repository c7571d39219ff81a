import type { Said } from '../contract/said';
import type { Engine } from '../jobs/engine';
import type { Documents } from './documents';
import type { Events } from './events';
import type { Files } from './files';
import type { Host, StudioFolders } from './host';
import type { Jobs } from './jobs';
import type { Library } from './library/library';
import type { Pictures } from './pictures';
import type { ProgramRuns } from './program-runs';
import type { Rates } from './rates';
import type { Preferences } from './settings';

/** The parts of the studio; each handler takes the parts that it needs. */
export interface StudioParts {
  readonly engine: Engine;
  readonly host: Host;
  readonly folders: StudioFolders;
  readonly events: Events;
  readonly files: Files;
  readonly preferences: Preferences;
  readonly rates: Rates;
  readonly runs: ProgramRuns;
  readonly pictures: Pictures;
  readonly documents: Documents;
  readonly jobs: Jobs;
  readonly library: Library;
  /** Aborted when the studio closes, to cancel the opening of documents. */
  readonly ending: AbortSignal;
  /** Messages from before the window existed; emptied when the window gets them. */
  readonly notices: Said[];
}
