import type { QueueState } from '../library/events';
import type { Reading, Registry } from './registry';

/** The state of the queue that a worker or a batch shares with others. */
export class QueueMetrics {
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
