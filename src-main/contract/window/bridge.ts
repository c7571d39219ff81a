import type { ChannelInput, ChannelName, EventName, Reply } from './channels';

/**
 * The interface that a host (Electron's preload, or the served page itself) provides to the window as
 * `globalThis.daguerre`. Replies and events are unparsed; the window's client (src-renderer/client) parses both with the
 * schemas of channels.ts.
 */
export interface Bridge {
  /** One function per channel; no function takes a channel's name. */
  readonly requests: { readonly [Name in ChannelName]: (input: ChannelInput<Name>) => Promise<Reply> };
  /** Calls back until the returned function is called. */
  on(event: EventName, listener: (payload: unknown) => void): () => void;
  /** Registers a dropped, pasted or uploaded file with the privileged side; the reply's value is its FileRef. */
  admitFile(file: File): Promise<Reply>;
  /** Base address of pictures, with a slash at its end; tilePath() follows it. */
  readonly pictures: string;
  /** Address of a written file on hosts without dialogs; null on others. */
  downloadUrl(file: string): string | null;
}

declare global {
  // A property of globalThis can only be declared with var.
  var daguerre: Bridge;
}
