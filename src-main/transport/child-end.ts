import type { ChildExit } from './channel';

/** Characters of a child's stderr that are kept for its obituary. */
const KEPT_STDERR = 4000;

/** What a channel keeps of its child's end, and who is to hear of it. */
export interface ChildEnd {
  /** The tail of what the child wrote to stderr. */
  readonly stderr: string;
  readonly hasEnded: boolean;
  /** Tells the listeners, once: later ends are passed over. */
  end(exit: ChildExit): void;
  /** Called once, also where the end has been. */
  onExit(listener: (exit: ChildExit) => void): void;
}

/** Listens to what a child writes to stderr; whoever hears of its end calls `end`. */
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
