import type { ChildExit } from './channel';

/** Characters of a child's stderr that are kept for the error message at its end. */
const KEPT_STDERR = 4000;

/** The end of a channel's child, and its listeners. */
export interface ChildEnd {
  /** The last characters of the child's stderr. */
  readonly stderr: string;
  readonly hasEnded: boolean;
  /** Calls the listeners at the first call; later calls are ignored. */
  end(exit: ChildExit): void;
  /** The listener is called once, at once if the child has already ended. */
  onExit(listener: (exit: ChildExit) => void): void;
}

/** Collects a child's stderr. The caller calls `end` when the child ends. */
export function watchChildEnd(output: NodeJS.ReadableStream | null): ChildEnd {
  let stderr = '';
  output?.setEncoding('utf8').on('data', (text: string) => {
    stderr = (stderr + text).slice(-KEPT_STDERR);
  });
  const listeners: ((exit: ChildExit) => void)[] = [];
  let ended: ChildExit | undefined;
  return {
    get stderr() {
      return stderr;
    },
    get hasEnded() {
      return ended !== undefined;
    },
    end: (exit) => {
      if (ended) return;
      ended = exit;
      for (const listener of listeners) listener(exit);
    },
    onExit: (listener) => {
      if (ended) listener(ended);
      else listeners.push(listener);
    },
  };
}
