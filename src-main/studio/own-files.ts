import { badRequest } from '../contract/errors';
import { said } from '../contract/said';
import { isSameFile } from '../imaging/output';
import type { OpenDocument } from './document';

/** Whether a path is the photo's own file, or the file of the photo from which it was cut. */
export async function isPhotoItself({ record }: OpenDocument, path: string): Promise<boolean> {
  const { kept } = record;
  if (kept.file !== null && (await isSameFile(kept.file, path))) return true;
  return isSameFile(kept.path, path);
}

/** Throws a PlainError (bad request) if a path is the photo of one of these documents, under any name. */
export async function refusePhotos(documents: readonly OpenDocument[], path: string): Promise<void> {
  for (const document of documents) {
    if (await isPhotoItself(document, path)) throw badRequest(said('overOpenOriginal', { path }));
  }
}
