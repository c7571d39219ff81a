import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import type { Recipe } from '../../src-main/contract/recipe';
import { recipeSchema } from '../../src-main/contract/recipe';
import type { z } from '../../src-main/contract/schema';
import type { ResultFolderId, SourceFolderId, WriteId } from '../../src-main/contract/window/basics';
import { channels, type EventName, type EventPayload, events } from '../../src-main/contract/window/channels';
import type { OpenedDocument } from '../../src-main/contract/window/documents';
import type { Healed } from '../../src-main/contract/window/healing';
import type { Job, Live } from '../../src-main/contract/window/jobs';
import { MASK_TILE, type MaskTile, packRuns } from '../../src-main/contract/window/mask-tiles';
import type { Engine } from '../../src-main/jobs/engine';
import { spawnEngine } from '../../src-main/processes/spawn';
import type { Host } from '../../src-main/studio/host';
import { openStudio } from '../../src-main/studio/open-studio';
import type { Studio } from '../../src-main/studio/studio';
import { requireBundles } from '../transport/bundle';

export const TINY = resolve('test/fixtures/models/tiny.onnx');

/** The events that a studio sent to its window, in order. */
export interface Told {
  /** The events' names. */
  readonly order: readonly EventName[];
  readonly jobs: readonly Job[];
  readonly live: readonly Live[];
  readonly healed: readonly Healed[];
  readonly notices: readonly EventPayload<'notice'>[];
  /** Waits for an event that `wanted` accepts; events that came earlier count too. */
  until<Name extends EventName>(
    name: Name,
    wanted: (payload: EventPayload<Name>) => boolean,
  ): Promise<EventPayload<Name>>;
  /** Waits for a job to end, in any way. */
  end(job: string): Promise<Job>;
}

export interface Opened {
  readonly studio: Studio;
  readonly told: Told;
  readonly engine: Engine;
  /** The answers of the system's dialogs, to be set by the test. */
  readonly dialogs: { open: string[]; save: string | null; folder: string | null; suggested: string | null };
}

export interface Place {
  /** A path in the test file's own folder. */
  at(...names: string[]): string;
  /** A studio over the data folder of this name, closed at the test file's end; without dialogs it is as for a browser. */
  open(data?: string, options?: { readonly dialogs: boolean }): Promise<Opened>;
}

/** A folder and studios for one test file, gone at its end; `prepare` puts photos there before the tests. */
export function place(prepare: (at: Place['at']) => Promise<void>): Place {
  let root = '';
  const open: Opened[] = [];
  const at = (...names: string[]) => join(root, ...names);
  beforeAll(async () => {
    requireBundles();
    root = await mkdtemp(join(tmpdir(), 'daguerre-studio-'));
    await mkdir(at('photos'));
    await prepare(at);
  });
  afterAll(async () => {
    for (const { studio } of open) await studio.close();
    await rm(root, { recursive: true, force: true });
  });
  return {
    at,
    open: async (data = 'data', { dialogs } = { dialogs: true }) => {
      const opened = await openAt(root, data, dialogs);
      open.push(opened);
      return opened;
    },
  };
}

async function openAt(root: string, data: string, hasDialogs: boolean): Promise<Opened> {
  const dialogs: Opened['dialogs'] = { open: [], save: null, folder: null, suggested: null };
  const host: Host = {
    capabilities: {
      dialogs: hasDialogs,
      reveal: false,
      menu: false,
      folders: true,
      power: false,
      updates: false,
    },
    systemLocale: 'en-GB',
    chooseToOpen: async () => dialogs.open,
    chooseToSave: async (suggestion) => {
      dialogs.suggested = suggestion;
      return dialogs.save;
    },
    chooseFolder: async () => dialogs.folder,
    power: null,
    reveal: async () => {},
    answerClosing: () => {},
  };
  const engine: Engine = {
    compute: spawnEngine('compute'),
    imaging: spawnEngine('imaging'),
    workspace: await mkdtemp(join(root, 'work-')),
  };
  const studio = await openStudio({
    host,
    folders: { data: join(root, data), examples: resolve('examples'), model: TINY },
    engine,
  });
  return { studio, told: listen(studio), engine, dialogs };
}

type Kept = { [Name in EventName]: EventPayload<Name>[] };

function listen(studio: Studio): Told {
  const kept: Kept = {
    job: [],
    live: [],
    healed: [],
    batch: [],
    command: [],
    closing: [],
    openFile: [],
    notice: [],
  };
  const order: EventName[] = [];
  const watchers = new Set<() => void>();
  studio.onEvent((name, payload) => {
    // What crosses to a window is parsed there: an event that the schema refuses is a fault.
    events[name].parse(payload);
    kept[name].push(payload);
    order.push(name);
    for (const watch of watchers) watch();
  });
  const until: Told['until'] = (name, wanted) =>
    new Promise((done) => {
      const look = () => {
        const found = kept[name].find(wanted);
        if (found === undefined) return;
        watchers.delete(look);
        done(found);
      };
      watchers.add(look);
      look();
    });
  return {
    order,
    jobs: kept.job,
    live: kept.live,
    healed: kept.healed,
    notices: kept.notice,
    until,
    end: (job) =>
      until('job', ({ id, state }) => id === job && ['done', 'failed', 'cancelled'].includes(state)),
  };
}

/** A recipe that a tiny network does in a moment on the processor. */
export function fast(words: z.input<typeof recipeSchema>): Recipe {
  return recipeSchema.parse({ provider: 'cpu', steps: 3, ...words });
}

/** Opens a file as a window would after a drop. */
export async function openPhoto({ studio }: Opened, path: string): Promise<OpenedDocument> {
  const answer = await studio.handlers.openDocument({ file: studio.admitPath(path).id });
  return channels.openDocument.output.parse(answer);
}

/** A place to save to, as the person names it in the system's dialog; good for one file. */
export async function targetAt({ studio, dialogs }: Opened, path: string): Promise<WriteId> {
  dialogs.save = path;
  const { target } = await studio.handlers.chooseToSave({ name: 'x', extension: 'png' });
  const { target: parsed } = channels.chooseToSave.output.parse({ target, isPhotoItself: false });
  if (!parsed) throw new Error('no place was named');
  return parsed.id;
}

/** A folder to read, as the person names it in the system's dialog. */
export async function sourceAt({ studio, dialogs }: Opened, path: string): Promise<SourceFolderId> {
  dialogs.folder = path;
  const answer = await studio.handlers.chooseFolder({ purpose: 'masks' });
  const { folder } = channels.chooseFolder.output.parse(answer);
  if (!folder) throw new Error('no folder was named');
  return folder.id;
}

/** A folder for results, as the person names it in the system's dialog. */
export async function resultsAt({ studio, dialogs }: Opened, path: string): Promise<ResultFolderId> {
  dialogs.folder = path;
  const { folder } = channels.chooseResultsFolder.output.parse(await studio.handlers.chooseResultsFolder({}));
  if (!folder) throw new Error('no folder was named');
  return folder.id;
}

/** Mask tiles of a box of one value: left, top, across, down. */
export function boxTiles(
  [left, top, across, down]: readonly [number, number, number, number],
  value = 255,
): MaskTile[] {
  const tiles: MaskTile[] = [];
  const last = (start: number, length: number) => Math.floor((start + length - 1) / MASK_TILE);
  for (let row = Math.floor(top / MASK_TILE); row <= last(top, down); row++) {
    for (let column = Math.floor(left / MASK_TILE); column <= last(left, across); column++) {
      const values = Uint8Array.from({ length: MASK_TILE * MASK_TILE }, (_, i) => {
        const x = column * MASK_TILE + (i % MASK_TILE);
        const y = row * MASK_TILE + Math.floor(i / MASK_TILE);
        return x >= left && x < left + across && y >= top && y < top + down ? value : 0;
      });
      tiles.push({ column, row, runs: packRuns(values) });
    }
  }
  return tiles;
}

/** A tile without damage. */
export function emptyTile(column: number, row: number): MaskTile {
  return { column, row, runs: packRuns(new Uint8Array(MASK_TILE * MASK_TILE)) };
}
