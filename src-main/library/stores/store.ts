import type { Scan, ScanOptions } from '../scan';

/** Which paths are taken among the results, and which of them are files. */
export interface ResultLookup {
  exists(path: string): boolean;
  isFile(path: string): boolean;
}

/**
 * Where photos lie or results go: a folder of this machine or a shared one, or a prefix in an S3-compatible store.
 * Paths are relative to it, with `/`.
 */
export interface Store {
  /** The folder, or s3://bucket/prefix. */
  readonly root: string;
  /** Whether it is a folder, whose files need not be fetched or delivered. */
  readonly isFolder: boolean;
  /** Throws a PlainError (bad request) where it can't be read. */
  requireReadable(): Promise<void>;
  /** Looks for photos by their names. */
  scan(options: ScanOptions, signal?: AbortSignal): Promise<Scan>;
  lookUpResults(): Promise<ResultLookup>;
  /** Whether a file is there now. */
  has(path: string): Promise<boolean>;
  /** Whether anything at all is there: an empty folder may be one that isn't mounted. */
  holdsAnything(): Promise<boolean>;
  /** Where a file is on this machine: in its place, or in `folder` when it was fetched or isn't delivered yet. */
  placeFor(path: string, folder: string): string;
  /** Has a photo be where `placeFor` says, and answers with that. Throws Vanished where it isn't in the store. */
  fetch(path: string, folder: string, signal: AbortSignal): Promise<string>;
  /** Brings a result that was written to where it belongs, whole or not at all. */
  deliver(path: string, file: string, signal: AbortSignal): Promise<void>;
  /** Leaves an empty file among the results, by which other machines know that they see the same folder, and removes it. */
  leaveProof(name: string): Promise<void>;
  removeProof(name: string): Promise<void>;
  /** Whether that file is to be seen from this machine. */
  seesProof(name: string): Promise<boolean>;
}
