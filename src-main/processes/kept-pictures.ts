import { readdirSync, statSync } from 'node:fs';

/** Bytes of memory and of deleted files. A sound process stays far below; a few photos of 100 megapixels reach it. */
const MOST_BYTES = 768 * 2 ** 20;
/** Deleted files that are still open. */
const MOST_FILES = 32;

/**
 * Tells whether this process keeps so much memory of past pictures that it should be replaced.
 *
 * Electron on Linux brings the system's GLib, whose g_object_ref and g_object_unref come first when sharp's binary is
 * linked. They don't know the objects of libvips' own GLib, so sharp never releases a picture: each working file that
 * it read stays open after it was deleted, a JPEG keeps its decoder's memory, and one that was turned upright stays
 * whole. RTLD_DEEPBIND would find the right functions, but then memory from Electron's malloc meets the free of libc,
 * and the process aborts. Plain Node and the other systems release everything.
 */
export function holdsTooMuch(): boolean {
  if (process.platform !== 'linux' || !('electron' in process.versions)) return false;
  const { files, bytes } = deletedFiles();
  return files > MOST_FILES || bytes + process.memoryUsage.rss() > MOST_BYTES;
}

/** Deleted files that this process has open, each counted once for any number of handles; none if /proc can't be read. */
function deletedFiles(): { readonly files: number; readonly bytes: number } {
  const sizes = new Map<number, number>();
  try {
    for (const handle of readdirSync('/proc/self/fd')) {
      const status = statSync(`/proc/self/fd/${handle}`, { throwIfNoEntry: false });
      if (status?.isFile() && status.nlink === 0) sizes.set(status.ino, status.size);
    }
  } catch {
    // Then only memory decides.
  }
  return { files: sizes.size, bytes: [...sizes.values()].reduce((sum, size) => sum + size, 0) };
}
