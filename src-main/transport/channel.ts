/** Stands for a signal where the host tells only that there was one. */
export const UNKNOWN_SIGNAL = 'unknown';

/** How a child ended: an exit code, or the signal that ended it; `detail` is the tail of what it wrote to stderr. */
export interface ChildExit {
  readonly code: number | null;
  readonly signal: string | null;
  readonly detail: string;
}

/**
 * The parent's end of a two-way channel to one child process, whatever starts it: child_process under plain
 * Node, a utility process under Electron. Messages are structured clones and arrive in order.
 */
export interface ChildChannel {
  /** Undefined before a child has really started, which may be a moment after the channel was opened. */
  readonly pid: number | undefined;
  /** Throws where the message can't be cloned; a message to a child that has ended is dropped. */
  post(message: unknown): void;
  onMessage(listener: (message: unknown) => void): void;
  /** Called once, after the last message: a result that was sent before a crash has been delivered by then. */
  onExit(listener: (exit: ChildExit) => void): void;
  /** Ends the child at once, even in the middle of a native call. */
  kill(): void;
}

/** Starts a fresh child. */
export type ChannelFactory = () => ChildChannel;

/** The child's end of the channel. */
export interface ParentPort {
  post(message: unknown): void;
  onMessage(listener: (message: unknown) => void): void;
  /** Called when the parent has gone: nobody waits for an answer any more. */
  onDisconnect(listener: () => void): void;
}
