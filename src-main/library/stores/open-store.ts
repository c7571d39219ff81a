import { FolderStore } from './folder-store';
import type { Store } from './store';

/** Whether a root is one of an S3-compatible store. */
export function isS3(root: string): boolean {
  return root.startsWith('s3://');
}

/** Opens a store by its root; the S3 SDK is loaded by the first root that needs it. */
export async function openStore(root: string): Promise<Store> {
  if (!isS3(root)) return new FolderStore(root);
  const { openS3Store } = await import('./s3-store');
  return openS3Store(root);
}
