import { existsSync, statSync } from 'node:fs';
import { mkdir, opendir, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { failure } from '../../contract/errors';
import { said } from '../../contract/said';
import { requireFolder, type Scan, type ScanOptions, scanFolder } from '../scan';
import type { ResultLookup, Store } from './store';

/** A folder, in which photos are read and results written directly. */
export class FolderStore implements Store {
  readonly root: string;
  readonly isFolder = true;

  constructor(root: string) {
    this.root = root;
  }

  requireReadable(): Promise<void> {
    return requireFolder(this.root);
  }

  scan(options: ScanOptions, signal?: AbortSignal): Promise<Scan> {
    return scanFolder(this.root, options, signal);
  }

  async lookUpResults(): Promise<ResultLookup> {
    return {
      exists: (path) => existsSync(this.placeFor(path)),
      isFile: (path) => statSync(this.placeFor(path), { throwIfNoEntry: false })?.isFile() ?? false,
    };
  }

  async has(path: string): Promise<boolean> {
    const status = await stat(this.placeFor(path)).catch(() => undefined);
    return status?.isFile() ?? false;
  }

  async holdsAnything(): Promise<boolean> {
    const folder = await opendir(this.root).catch(() => undefined);
    if (!folder) return false;
    const first = await folder.read();
    await folder.close();
    return first !== null;
  }

  placeFor(path: string): string {
    return join(this.root, path);
  }

  async fetch(path: string): Promise<string> {
    return this.placeFor(path);
  }

  async deliver(): Promise<void> {}

  async leaveProof(name: string): Promise<void> {
    try {
      await mkdir(this.root, { recursive: true });
      await writeFile(join(this.root, name), '');
    } catch (error) {
      throw failure(said('resultsUnmade', { folder: this.root }), error);
    }
  }

  removeProof(name: string): Promise<void> {
    return rm(join(this.root, name), { force: true });
  }

  seesProof(name: string): Promise<boolean> {
    return this.has(name);
  }
}
