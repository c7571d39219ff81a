import { z } from '../../../src-main/contract/schema';

const done = { progress: z.never(), result: z.null() };

/** What the keeper writes (test/transport/children/keeper.ts): one request for each kind of file that the program keeps. */
export const keeperTable = {
  settings: { payload: z.object({ folder: z.string(), language: z.enum(['de', 'en', 'fr']) }), ...done },
  marks: { payload: z.object({ path: z.string(), value: z.int() }), ...done },
  document: { payload: z.object({ folder: z.string(), name: z.string() }), ...done },
  thumbnail: { payload: z.object({ folder: z.string(), key: z.string(), value: z.int() }), ...done },
  project: { payload: z.object({ out: z.string(), part: z.string(), text: z.string() }), ...done },
  /** Records that one photo is done. */
  finish: { payload: z.object({ path: z.string() }), ...done },
  /** Adds so many photos in one transaction. */
  plan: { payload: z.object({ path: z.string(), photos: z.int() }), ...done },
};
export type KeeperTable = typeof keeperTable;
