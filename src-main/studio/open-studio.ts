import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { failure } from '../contract/errors';
import { type Said, said } from '../contract/said';
import { makePrivate } from '../imaging/private-files';
import { removeUnfinished } from '../imaging/unfinished';
import { type Engine, startEngine } from '../jobs/engine';
import { createDocuments } from './documents';
import { createEvents } from './events';
import { createExamplePictures } from './examples';
import { createFiles } from './files';
import { documentHandlers } from './handlers/documents';
import { healingHandlers } from './handlers/healing';
import { jobHandlers } from './handlers/jobs';
import { maskHandlers } from './handlers/masks';
import { programHandlers } from './handlers/program';
import { resultHandlers } from './handlers/results';
import { savingHandlers } from './handlers/saving';
import type { Host, StudioFolders } from './host';
import { createJobs } from './jobs';
import { libraryHandlers } from './library/handlers';
import { createLibrary } from './library/library';
import type { StudioParts } from './parts';
import { createPictures } from './pictures';
import { openProgramRuns, RUNS_FOLDER } from './program-runs';
import { openRates } from './rates';
import { createRecoveredPictures } from './recovered-work';
import { openPreferences } from './settings';
import type { ChannelHandlers, Studio } from './studio';

export interface StudioOptions {
  readonly host: Host;
  readonly folders: StudioFolders;
  /**
   * The engine's processes and an existing folder for the files that they exchange, which the caller removes once the
   * studio is closed. By default, child processes under plain Node and a temporary folder of the system. The processes
   * start with their first request; close() stops them in any case.
   */
  readonly engine?: Engine;
}

/** Names of the program's files and folders in its folders. */
const DATA = [
  'settings.json',
  'presets.json',
  'recent.json',
  'projects.json',
  'rates.json',
  'library.json',
  'window.json',
  RUNS_FOLDER,
  'ledgers',
  'thumbnails',
];

/** Opens the studio with its data folder, which is created if it is missing. */
export async function openStudio({ host, folders, engine: given }: StudioOptions): Promise<Studio> {
  const { data, state = data, cache = data } = folders;
  for (const folder of new Set([data, state, cache])) {
    await makePrivate(folder, DATA);
    await removeUnfinished(folder);
  }
  const engine = given ?? (await startEngine());
  const end = new AbortController();
  const parts = await assemble(host, folders, engine, end.signal);
  const { events, notices, files, pictures, documents, jobs, runs, library } = parts;
  const examples = createExamplePictures(folders.examples, pictures);
  const recovered = createRecoveredPictures(engine, runs);
  engine.compute.onExit(() => {
    // During a job, the job reports it.
    if (end.signal.aborted || jobs.busy) return;
    events.emit('notice', { said: said('processEnded') });
  });
  return {
    handlers: handlersOf(parts),
    onEvent: events.listen,
    onSettings: parts.preferences.onSettings,
    tellNext: (notice) => notices.push(notice),
    admitPath: files.admit,
    admitBytes: files.admitBytes,
    placeUpload: files.placeUpload,
    downloadOf: files.downloadOf,
    readTile: async (picture, level, column, row) =>
      (await (examples.readTile(picture) ?? recovered.readTile(picture) ?? library.readTile(picture))) ??
      pictures.readTile(picture, level, column, row),
    knewPicture: (picture) =>
      pictures.knew(picture) || recovered.isOne(picture) || library.isThumbnail(picture),
    close: async () => {
      end.abort(failure(said('cancelled')));
      await jobs.cancelAll();
      await library.close();
      for (const document of documents.all) await documents.close(document, { keepUnsaved: true });
      await Promise.all([engine.compute.stop(), engine.imaging.stop()]);
      await runs.close();
      if (!given) await rm(engine.workspace, { recursive: true, force: true });
    },
  };
}

async function assemble(
  host: Host,
  folders: StudioFolders,
  engine: Engine,
  ending: AbortSignal,
): Promise<StudioParts> {
  const events = createEvents();
  const notices: Said[] = [];
  const { data, state = data } = folders;
  const preferences = await openPreferences({ data, state }, (notice) => notices.push(notice));
  const rates = await openRates(state, (notice) => notices.push(notice));
  const runs = await openProgramRuns(state);
  const files = createFiles(runs.uploads);
  const pictures = createPictures(engine, join(engine.workspace, 'pictures'));
  const documents = createDocuments({
    engine,
    pictures,
    files,
    isNamedProject: preferences.isNamedProject,
    recordFolder: runs.documentFolder,
    releasePhoto: runs.releasePhoto,
    ending,
  });
  const jobs = createJobs(events, (name, on) => engine.compute.request('hold', { name, on }));
  const parts = {
    engine,
    host,
    folders,
    events,
    notices,
    preferences,
    rates,
    runs,
    files,
    pictures,
    documents,
    jobs,
    ending,
  };
  return { ...parts, library: createLibrary(parts, (notice) => notices.push(notice)) };
}

function handlersOf(parts: StudioParts): ChannelHandlers {
  return {
    ...programHandlers(parts),
    ...documentHandlers(parts),
    ...maskHandlers(parts),
    ...jobHandlers(parts),
    ...resultHandlers(parts),
    ...healingHandlers(parts),
    ...savingHandlers(parts),
    ...libraryHandlers(parts),
  };
}
