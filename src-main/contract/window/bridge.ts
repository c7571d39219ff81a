import type { ChannelInput, ChannelName, EventName, Reply } from './channels';

/**
 * What a host (Electron's preload, or the served page's own) gives the window as `globalThis.daguerre`. Answers and
 * events come unparsed: the window's client (src-renderer/client) parses both with the schemas of channels.ts.
 */
export interface Bridge {
  /** One function a channel; there is none that takes a channel's name. */
  readonly requests: { readonly [Name in ChannelName]: (input: ChannelInput<Name>) => Promise<Reply> };
  /** Calls back until the returned function is called. */
  on(event: EventName, listener: (payload: unknown) => void): () => void;
  /** Makes a dropped, pasted or uploaded file known to the privileged side; the reply's value is its FileRef. */
  admitFile(file: File): Promise<Reply>;
  /** Where pictures are: with a slash at its end, to be followed by tilePath(). */
  readonly pictures: string;
  /** Where a file that was written can be fetched by a host without dialogs; null elsewhere. */
  downloadUrl(file: string): string | null;
}

declare global {
  // A property of globalThis can only be declared with var.
  var daguerre: Bridge;
}
