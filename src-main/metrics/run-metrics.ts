import type { BatchEvent, QueueState, WorkerEvent } from '../library/events';
import { PhotoMetrics } from './photo-metrics';
import type { EnginePids } from './process-metrics';
import type { Reading, Registry } from './registry';

interface Sources {
  readonly network: { readonly version: string; readonly sha256: string };
  readonly pids: EnginePids;
}

/** The metrics of a batch or a worker, from its events. */
export class RunMetrics {
  readonly registry: Registry;
  readonly #photos: PhotoMetrics;
  readonly #queue: QueueMetrics;
  readonly #running = new Set<string>();
  #stands = false;

  private constructor(role: string, sources: Sources, waiting?: () => number) {
    const depth = () => ({ running: this.#running.size, ...(waiting && { waiting: waiting() }) });
    this.#photos = new PhotoMetrics(role, { ...sources, depth });
    this.registry = this.#photos.registry;
    this.#queue = new QueueMetrics(this.registry);
    this.registry.gauge(
      'daguerre_standstill',
      '1 while nothing goes on: the disk is full, the queue is away.',
      () => (this.#stands ? 1 : 0),
    );
  }

  /** @param waiting number of photos of the ledger that nobody has begun */
  static ofBatch(sources: Sources, waiting: () => number): RunMetrics {
    return new RunMetrics('batch', sources, waiting);
  }

  /** A worker's waiting photos are those in its queue. */
  static ofWorker(sources: Sources): RunMetrics {
    return new RunMetrics('worker', sources);
  }

  /** The state of a worker's queue. */
  queue(state: QueueState): void {
    this.#queue.tell(state);
  }

  hear(event: BatchEvent | WorkerEvent): void {
    switch (event.event) {
      case 'started':
        this.#running.add(event.photo);
        break;
      case 'done':
        this.#running.delete(event.photo);
        this.#photos.done(event);
        break;
      case 'failed':
        this.#running.delete(event.photo);
        this.#photos.not('failed');
        break;
      case 'skipped':
      case 'left':
      case 'vanished':
        this.#running.delete(event.photo);
        this.#photos.not('skipped');
        break;
      case 'kept':
      case 'returned':
        this.#running.delete(event.photo);
        break;
      case 'waiting':
      case 'continued':
        this.#stands = event.event === 'waiting';
        break;
      case 'queue':
        this.#queue.tell(event);
        break;
    }
  }
}

/** The state of the queue that a worker or a batch shares with others. */
class QueueMetrics {
  #state: QueueState | undefined;

  constructor(registry: Registry) {
    const gauge = (name: string, help: string, value: (state: QueueState) => number) =>
      registry.gauge(name, help, () => this.#read(value));
    gauge('daguerre_queue_waiting', 'Photos that wait in the queue.', ({ waiting }) => waiting);
    gauge('daguerre_queue_active', 'Photos of the queue that workers have.', ({ active }) => active);
    gauge('daguerre_queue_workers', 'Workers of the queue.', ({ workers }) => workers);
  }

  tell(state: QueueState): void {
    this.#state = state;
  }

  /** No readings before the queue's state is known. */
  #read(value: (state: QueueState) => number): Reading[] {
    return this.#state === undefined ? [] : [{ value: value(this.#state) }];
  }
}
