import type { Said } from '../contract/said';
import type { z } from '../contract/schema';
import type { FileRef } from '../contract/window/basics';
import type { ChannelName, Channels, EventName, EventPayload } from '../contract/window/channels';
import type { Settings } from '../contract/window/program';

/** The handler of each channel; its input has been parsed by the schema. */
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
 * The application without its window: open photos, masks, the queue, results, settings. Electron's main process and the
 * server use the same studio, each with its own transport.
 */
export interface Studio {
  readonly handlers: ChannelHandlers;
  /** Calls back for every event until the returned function is called. */
  onEvent(listener: <Name extends EventName>(event: Name, payload: EventPayload<Name>) => void): () => void;
  /** Calls back with the settings now and after each change, until the returned function is called. */
  onSettings(listener: (settings: Settings) => void): () => void;
  /** Passes a message to the next page that is loaded. */
  tellNext(notice: Said): void;
  /** Admits a file for reading under an opaque id: drag and drop, open-with. `folder` is displayed instead of the path's. */
  admitPath(path: string, folder?: string): FileRef;
  /** Keeps pasted bytes without a path as a working file. */
  admitBytes(name: string, bytes: Uint8Array): Promise<FileRef>;
  /** A new path for a file that a browser uploads; it lives as long as the unsaved work on it. */
  placeUpload(name: string): Promise<string>;
  /** The path of a file that a browser uploaded or that was made for it, which it may fetch; undefined for any other id. */
  downloadOf(file: string): string | undefined;
  /** Undefined if there is no such picture or tile. */
  readTile(picture: string, level: number, column: number, row: number): Promise<EncodedTile | undefined>;
  /**
   * Whether the window may ask for tiles of this picture. A picture that was dropped meanwhile, or one of an unreadable
   * photo, has no tiles, but the request isn't wrong.
   */
  knewPicture(picture: string): boolean;
  /** Stops the engine; unsaved work is kept for the next start. */
  close(): Promise<void>;
}
