import type { Engine } from '../../jobs/engine';
import type { PhotoJob } from '../../jobs/photo-job';
import type { PhotoMetrics } from '../../metrics/photo-metrics';
import type { Turns } from './turns';

/** What the endpoints share. */
export interface Service {
  readonly engine: Engine;
  readonly network: PhotoJob['network'];
  /** For the requests' working files; removed when the service ends. */
  readonly folder: string;
  readonly turns: Turns;
  readonly metrics: PhotoMetrics;
  /** Milliseconds without a byte after which a client counts as gone. */
  readonly stallMs: number;
  /** Aborted when the service ends. */
  readonly closing: AbortSignal;
}
