import { dirname, resolve } from 'node:path';
import type { EncodeRequest } from '../imaging/encode';
import { removeTemporary, temporaryIn } from '../imaging/output';
import type { Engine } from './engine';

/**
 * Has the imaging process write a result whole or not at all, even where that process is killed in the middle: what
 * it left of the unfinished file is removed from here.
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
