import type { Said } from '../contract/said';
import type { z } from '../contract/schema';
import type { FileRef } from '../contract/window/basics';
import type { ChannelName, Channels, EventName, EventPayload } from '../contract/window/channels';
import type { Settings } from '../contract/window/program';

/** What each channel does, for input that its schema has parsed. */
export type ChannelHandlers = {
  readonly [Name in ChannelName]: (
    input: z.output<Channels[Name]['input']>,
  ) => Promise<z.input<Channels[Name]['output']>>;
};

/** One tile of a picture, encoded for an <img>. */
export interface EncodedTile {
  readonly type: 'image/png' | 'image/jpeg' | 'image/webp';
  readonly bytes: Uint8Array;
}

/**
 * The application without its window: open photos, masks, the queue, results, settings. Electron's main process and
 * the server put the same studio behind their own transport.
 */
export interface Studio {
  readonly handlers: ChannelHandlers;
  /** Calls back for every event until the returned function is called. */
  onEvent(listener: <Name extends EventName>(event: Name, payload: EventPayload<Name>) => void): () => void;
  /** Calls back with the settings now and after each change, until the returned function is called. */
  onSettings(listener: (settings: Settings) => void): () => void;
  /** Tells something to the next page that asks for the program. */
  tellNext(notice: Said): void;
  /** Makes a file known to the window by an opaque id, to be read: drag and drop, open-with. `folder` as people read it, where not the path's. */
  admitPath(path: string, folder?: string): FileRef;
  /** Keeps bytes that have no path (a paste, an upload) as a working file. */
  admitBytes(name: string, bytes: Uint8Array): Promise<FileRef>;
  /** The path of a file that a browser may fetch: one in the host's folder of what comes and goes; undefined for any other id. */
  downloadOf(file: string): string | undefined;
  /** Undefined where there is no such picture or tile. */
  readTile(picture: string, level: number, column: number, row: number): Promise<EncodedTile | undefined>;
  /** Stops the engine; unsaved work stays for the next start. */
  close(): Promise<void>;
}
