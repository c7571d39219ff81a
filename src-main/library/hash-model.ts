import { badRequest } from '../contract/errors';
import { sentence } from '../contract/sentences';
import { hashFiles } from './hashes';

/** SHA-256 of a network's file: another one makes other results. Throws a PlainError (bad request). */
export async function hashModel(modelPath: string): Promise<string> {
  return hashFiles([modelPath]).catch((error: unknown) => {
    throw badRequest(sentence('networkUnreadable', { path: modelPath }), error);
  });
}
