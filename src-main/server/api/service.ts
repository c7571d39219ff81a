import type { Engine } from '../../jobs/engine';
import type { PhotoJob } from '../../jobs/photo-job';
import type { PhotoMetrics } from '../../metrics/photo-metrics';
import type { WorkingFolder } from '../working-folder';
import type { Turns } from './turns';

/** What the endpoints share. */
export interface Service {
  readonly engine: Engine;
  readonly network: PhotoJob['network'];
  readonly folder: WorkingFolder;
  readonly turns: Turns;
  readonly metrics: PhotoMetrics;
  /** Milliseconds without a byte after which a client counts as gone. */
  readonly stallMs: number;
  /** Aborted when the service ends. */
  readonly closing: AbortSignal;
}
