import type { Scan, ScanOptions } from '../scan';

/** Tells which paths exist among the results, and which of them are files. */
export interface ResultLookup {
  exists(path: string): boolean;
  isFile(path: string): boolean;
}

/**
 * A place for photos or results: a local or shared folder, or a prefix in an S3-compatible store. Paths are relative to
 * it, with `/`.
 */
export interface Store {
  /** The folder, or s3://bucket/prefix. */
  readonly root: string;
  /** Whether it is a folder, whose files need not be fetched or delivered. */
  readonly isFolder: boolean;
  /** Throws a PlainError (bad request) if it can't be read. */
  requireReadable(): Promise<void>;
  /** Finds photos by their names. */
  scan(options: ScanOptions, signal?: AbortSignal): Promise<Scan>;
  lookUpResults(): Promise<ResultLookup>;
  /** Whether a file exists now. */
  has(path: string): Promise<boolean>;
  /** Whether the store contains anything; an empty folder may be a mount point without its disk. */
  holdsAnything(): Promise<boolean>;
  /**
   * The local path of a file: its place in the store's folder, or a path in `folder` to fetch it to or deliver it from.
   */
  placeFor(path: string, folder: string): string;
  /**
   * Fetches a photo to its `placeFor` path if needed, and returns the path. Throws Vanished if it isn't in the store.
   */
  fetch(path: string, folder: string, signal: AbortSignal): Promise<string>;
  /** Moves a written result into the store, completely or not at all. */
  deliver(path: string, file: string, signal: AbortSignal): Promise<void>;
  /** Creates an empty file among the results, by which other machines verify that they see the same folder. */
  leaveProof(name: string): Promise<void>;
  removeProof(name: string): Promise<void>;
  /** Whether this machine sees that file. */
  seesProof(name: string): Promise<boolean>;
}
