import { canonicalPath } from '../../imaging/canonical-path';
import { FolderStore } from './folder-store';
import type { Store } from './store';

/** Whether a root is in an S3-compatible store. */
export function isS3(root: string): boolean {
  return root.startsWith('s3://');
}

/** Opens a store by its root. The S3 SDK is loaded when the first root needs it. */
export async function openStore(root: string): Promise<Store> {
  if (!isS3(root)) return new FolderStore(root);
  const { openS3Store } = await import('./s3-store');
  return openS3Store(root);
}

/** Returns a local path for an address (a path, or s3://bucket/key); a file in a store is fetched into `folder`. */
export async function fetchAddress(address: string, folder: string, signal?: AbortSignal): Promise<string> {
  if (!isS3(address)) return address;
  const at = address.lastIndexOf('/');
  const store = await openStore(address.slice(0, at));
  return store.fetch(address.slice(at + 1), folder, signal ?? new AbortController().signal);
}

/** The one spelling of a folder's path, or of a store's address. */
export async function canonical(place: string): Promise<string> {
  return isS3(place) ? place.replace(/\/+$/, '') : canonicalPath(place);
}
