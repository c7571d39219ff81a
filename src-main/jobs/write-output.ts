import { dirname, resolve } from 'node:path';
import type { EncodeRequest } from '../imaging/encode';
import { removeTemporary, temporaryIn } from '../imaging/unfinished';
import type { Engine } from './engine';

/**
 * Lets the imaging process write a result completely or not at all. The unfinished file is removed here, so that it is
 * removed even if that process is killed.
 */
export async function writeOutput(
  engine: Engine,
  request: Omit<EncodeRequest, 'temporary'>,
  options: { readonly signal?: AbortSignal },
): Promise<void> {
  const temporary = temporaryIn(dirname(resolve(request.out)));
  try {
    await engine.imaging.request(
      'encodePhoto',
      { ...request, pages: [...request.pages], temporary },
      options,
    );
  } finally {
    await removeTemporary(temporary);
  }
}
