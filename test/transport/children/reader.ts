import { badRequest, PlainError } from '../../../src-main/contract/errors';
import { quoted } from '../../../src-main/contract/said';
import { z } from '../../../src-main/contract/schema';
import type { Handlers } from '../../../src-main/transport/requests';
import { serve } from '../../../src-main/transport/serve';
import { readAnswers, readLedger, readModel, readRecipe } from '../../hostile/fuzz/read-files';
import { openRoom, type Room } from '../../hostile/fuzz/read-in-studio';
import { type ReaderTable, readerTable } from '../../hostile/fuzz/reader-table';

let room: Room | undefined;

function inRoom(): Room {
  if (!room) throw new Error('open first');
  return room;
}

const readers: Readonly<
  Record<z.output<ReaderTable['read']['payload']>['kind'], (path: string) => Promise<void>>
> = {
  recipe: readRecipe,
  card: readModel,
  ledger: readLedger,
  answers: readAnswers,
  project: (path) => inRoom().project(path),
  request: (path) => inRoom().request(path),
  job: (path) => inRoom().job(path),
};

const handlers: Handlers<ReaderTable> = {
  open: async ({ folder, photo, model }) => {
    room = await openRoom(folder, photo, model);
    return null;
  },
  read: async ({ kind, path }) => {
    try {
      await readers[kind](path);
      return null;
    } catch (error) {
      // A worker gives such a job back to its queue with these words.
      if (kind === 'answers' && error instanceof PlainError && error.said.key !== 'inside')
        throw badRequest(quoted('lost'), error);
      if (kind === 'job' && error instanceof z.core.$ZodError) throw badRequest(quoted('malformed'), error);
      throw error;
    }
  },
};

serve(readerTable, handlers);
