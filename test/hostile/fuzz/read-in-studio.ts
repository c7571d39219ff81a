import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PlainError } from '../../../src-main/contract/errors';
import type { z } from '../../../src-main/contract/schema';
import { type ChannelName, channels } from '../../../src-main/contract/window/channels';
import { overlappingEngines, type SlotEngine } from '../../../src-main/library/overlapping';
import { jobSchema } from '../../../src-main/library/queue/job';
import { FolderAway, restoreQueued } from '../../../src-main/library/queue/restore-queued';
import { answerRequest, isChannelName } from '../../../src-main/studio/answer';
import type { Studio } from '../../../src-main/studio/studio';
import { requestFile } from './reader-table';
import { openStudioIn } from './studio-in';

/** A whole studio that gets the fuzzed requests. */
export interface Room {
  project(path: string): Promise<void>;
  request(path: string): Promise<void>;
  job(path: string): Promise<void>;
}

/** Restorations are stopped after this time, since a long one isn't a fault. */
const MOST_MS = 4000;

export async function openRoom(folder: string, photo: string, model: string): Promise<Room> {
  const { studio, engine } = await openStudioIn(folder, photo, model);
  const known = knownIds(studio);
  known.learn(studio.admitPath(photo));
  const [slot] = await overlappingEngines(engine, 1);
  if (!slot) throw new Error('no engine');
  return {
    project: (path) => readProject(studio, path),
    request: async (path) => {
      const { name, input } = requestFile.parse(JSON.parse(await readFile(path, 'utf8')));
      await ask(studio, name, known.put(input), known.learn);
      await tidy(studio);
    },
    job: async (path) => readJob(slot, JSON.parse(await readFile(path, 'utf8')), folder, model),
  };
}

async function readProject(studio: Studio, path: string): Promise<void> {
  const opened = channels.openDocument.output.parse(
    await studio.handlers.openDocument({ file: studio.admitPath(path).id }),
  );
  await studio.handlers.closeDocument({ document: opened.document.id });
}

/** Answers a request as a host does; the answer must match its schema. */
async function ask(
  studio: Studio,
  name: string,
  input: unknown,
  learn: (value: unknown) => void,
): Promise<void> {
  const reply = await answerRequest(studio, name, input);
  if (!reply.ok) throw new PlainError(reply.said, { badRequest: reply.badRequest });
  if (isChannelName(name)) checkOutput(name, reply.value);
  learn(reply.value);
}

function checkOutput(name: ChannelName, value: unknown): void {
  const schema: z.ZodType = channels[name].output;
  schema.parse(value);
}

/** Ends what a request began, so the studio doesn't grow. */
async function tidy(studio: Studio): Promise<void> {
  const { jobs } = channels.openJobs.output.parse(await studio.handlers.openJobs({}));
  for (const { id } of jobs) await studio.handlers.cancelJob({ job: id }).catch(() => {});
  const { documents } = channels.openDocuments.output.parse(await studio.handlers.openDocuments({}));
  for (const { document } of documents.slice(2))
    await studio.handlers.closeDocument({ document: document.id });
}

/** The ids that a studio has given out recently. */
function knownIds(studio: Studio) {
  const ids: string[] = [];
  const learn = (value: unknown): void => {
    if (typeof value === 'string' && /^[\w-]{12,64}$/.test(value) && !ids.includes(value)) ids.push(value);
    else if (typeof value === 'object' && value !== null) for (const one of Object.values(value)) learn(one);
    if (ids.length > 60) ids.splice(0, ids.length - 60);
  };
  studio.onEvent((_, payload) => learn(payload));
  const put = (value: unknown): unknown => {
    if (typeof value === 'string') {
      const place = /^\$(\d+)$/.exec(value)?.[1];
      return place === undefined ? value : (ids[Number(place) % ids.length] ?? value);
    }
    if (Array.isArray(value)) return value.map(put);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, put(one)]));
  };
  return { learn, put };
}

/** Restores a queue's job as a worker does, whose folders are those of `folder`. */
async function readJob(engine: SlotEngine, data: unknown, folder: string, model: string): Promise<void> {
  const job = jobSchema.parse(data);
  const before = await outsideOf(folder);
  try {
    await restoreQueued(engine, job, {
      network: { modelPath: model, provider: 'cpu' },
      map: (path) =>
        path === 'IN'
          ? join(folder, 'photos')
          : path === 'OUT'
            ? join(folder, 'results')
            : join(folder, 'none'),
      signal: AbortSignal.timeout(MOST_MS),
    });
  } catch (error) {
    if (error instanceof FolderAway) throw error.plain;
    if (!(error instanceof Error && error.name === 'TimeoutError')) throw error;
  }
  if ((await outsideOf(folder)) !== before) throw new Error('something was written outside of the results');
}

async function outsideOf(folder: string): Promise<string> {
  const names = await Promise.all(
    ['photos', 'outside', 'saved', '.'].map((name) => readdir(join(folder, name))),
  );
  return names.map((some) => some.sort().join()).join(';');
}
