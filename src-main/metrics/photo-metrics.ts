import { VERSION } from '../contract/version';
import { addProcessMetrics, type EnginePids } from './process-metrics';
import { type Counter, type Histogram, Registry } from './registry';

/** The outcomes of a photo. */
export const OUTCOMES = ['done', 'failed', 'skipped'] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** Bounds of the histogram of seconds per photo: from a thumbnail on a graphics card to a scan of 100 megapixels on few cores. */
const SECONDS = [0.5, 1, 2, 5, 10, 20, 40, 80, 160, 320, 640, 1280, 2560];

/** What the service, a worker and a batch count about photos, under the same names. */
export class PhotoMetrics {
  readonly registry = new Registry();
  readonly #photos: Counter;
  readonly #seconds: Histogram;
  readonly #megapixels: Counter;
  #provider = '';

  /**
   * @param role 'service', 'worker' or 'batch'
   * @param sources.depth photos being restored, and photos waiting; a worker's photos wait in its queue
   */
  constructor(
    role: string,
    sources: {
      readonly depth: () => { readonly waiting?: number; readonly running: number };
      readonly network: { readonly version: string; readonly sha256: string };
      readonly pids: EnginePids;
    },
  ) {
    const { registry } = this;
    const { depth, network, pids } = sources;
    this.#photos = registry.counter(
      'daguerre_photos_total',
      'Photos by what became of them: done, failed, skipped.',
      OUTCOMES.map((outcome) => ({ outcome })),
    );
    this.#seconds = registry.histogram(
      'daguerre_photo_seconds',
      'Seconds of a photo that was restored.',
      SECONDS,
    );
    this.#megapixels = registry.counter(
      'daguerre_megapixels_total',
      'Millions of pixels of the results that were made.',
    );
    registry.gauge('daguerre_photos_waiting', 'Photos that wait here.', () => {
      const { waiting } = depth();
      return waiting === undefined ? [] : waiting;
    });
    registry.gauge('daguerre_photos_running', 'Photos that are worked on here.', () => depth().running);
    registry.gauge(
      'daguerre_info',
      'Always 1; its labels tell the version, the network, and the provider that the last photo ran on.',
      () => [
        {
          value: 1,
          labels: {
            role,
            version: VERSION,
            network: network.version,
            network_sha256: network.sha256.slice(0, 12),
            provider: this.#provider,
          },
        },
      ],
    );
    addProcessMetrics(registry, pids);
  }

  /** Counts a restored photo. */
  done(photo: {
    readonly seconds: number;
    readonly megapixels: number;
    readonly provider?: string | undefined;
  }): void {
    this.#photos.add(1, { outcome: 'done' });
    this.#seconds.observe(photo.seconds);
    this.#megapixels.add(photo.megapixels);
    if (photo.provider !== undefined) this.#provider = photo.provider;
  }

  /** Counts a photo that wasn't restored. */
  not(outcome: Exclude<Outcome, 'done'>): void {
    this.#photos.add(1, { outcome });
  }

  /** Mean seconds per photo so far; undefined before the first. */
  get meanSeconds(): number | undefined {
    return this.#seconds.mean;
  }
}
