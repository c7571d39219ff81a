import type { MaskSnapshot, Operation, Transition } from './mask-store';

/** Milliseconds that a long operation runs at a time, so that the window keeps painting. */
const SLICE = 10;

/** Long operations, which run one after another and in pieces. */
export interface OperationQueue {
  /** Begins at once if nothing else runs; an operation that takes no longer than a slice is done on return. */
  add(operation: Operation): Promise<void>;
  running(): boolean;
}

interface Waiting {
  readonly operation: Operation;
  done(): void;
  failed(error: unknown): void;
}

export interface QueueOwner {
  mask(): MaskSnapshot;
  /** Receives an operation's outcome; null if it changed nothing. The queue has already continued by then. */
  take(transition: Transition | null): void;
  /** Called when an operation takes longer than a slice. */
  delayed(): void;
}

export function createOperationQueue(owner: QueueOwner): OperationQueue {
  const queue: Waiting[] = [];

  const begin = () => {
    const [head] = queue;
    if (head === undefined) return;
    const from = owner.mask();
    const steps = head.operation(from);
    const goOn = () => {
      const until = performance.now() + SLICE;
      try {
        for (let next = steps.next(); ; next = steps.next()) {
          if (next.done === true) {
            queue.shift();
            // Another mask may have been loaded meanwhile.
            owner.take(owner.mask().tiles === from.tiles ? next.value : null);
            head.done();
            break;
          }
          if (performance.now() < until) continue;
          owner.delayed();
          setTimeout(goOn, 0);
          return;
        }
      } catch (error) {
        queue.shift();
        owner.take(null);
        head.failed(error);
      }
      begin();
    };
    goOn();
  };

  return {
    add: (operation) =>
      new Promise<void>((done, failed) => {
        queue.push({ operation, done, failed });
        if (queue.length === 1) begin();
      }),
    running: () => queue.length > 0,
  };
}
