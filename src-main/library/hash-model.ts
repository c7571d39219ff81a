import { badRequest } from '../contract/errors';
import { said } from '../contract/said';
import { specialistPaths } from '../network/specialists';
import { hashFiles } from './hashes';

/**
 * SHA-256 of a network's file and its specialists', which identifies the network that a result depends on. Throws a
 * PlainError (bad request) if one can't be read.
 */
export async function hashModel(modelPath: string): Promise<string> {
  return hashFiles([modelPath, ...(await specialistPaths(modelPath))]).catch((error: unknown) => {
    throw badRequest(said('networkUnreadable', { path: modelPath }), error);
  });
}
