/** The signal's name if the host reports only that there was one. */
export const UNKNOWN_SIGNAL = 'unknown';

/** How a child ended: its exit code, or the signal that ended it. `detail` is the end of its stderr. */
export interface ChildExit {
  readonly code: number | null;
  readonly signal: string | null;
  readonly detail: string;
}

/**
 * The parent's end of a two-way channel to one child process: a child_process under plain Node, a utility process under
 * Electron. Messages are structured clones and arrive in order.
 */
export interface ChildChannel {
  /** Undefined until the child has started, which may be shortly after the channel was opened. */
  readonly pid: number | undefined;
  /** Throws if the message can't be cloned. A message to a child that has ended is dropped. */
  post(message: unknown): void;
  onMessage(listener: (message: unknown) => void): void;
  /** Called once, after the last message. A result that was sent before a crash has been delivered by then. */
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
  /** Called when the parent is gone, so that nobody awaits an answer any more. */
  onDisconnect(listener: () => void): void;
}
