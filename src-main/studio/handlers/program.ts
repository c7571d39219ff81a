import { homedir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { VERSION } from '../../contract/version';
import type { programChannels } from '../../contract/window/program';
import { describeExamples } from '../examples';
import { isPhotoItself } from '../own-files';
import type { StudioParts } from '../parts';
import { describeRecovered } from '../recovered-work';
import type { SomeHandlers } from './some-handlers';

export function programHandlers(parts: StudioParts): SomeHandlers<typeof programChannels> {
  const { host, preferences, files, runs, documents } = parts;
  /** Kept, because trying every provider takes seconds and the machine doesn't change. */
  let doctor: ReturnType<typeof tryProviders> | undefined;
  return {
    programInfo: async () => {
      // The page is ready now, so it gets the messages from before.
      setImmediate(() => tellNotices(parts));
      return {
        version: VERSION,
        platform: process.platform,
        systemLocale: host.systemLocale,
        capabilities: host.capabilities,
        examples: describeExamples(),
        recent: (await preferences.recent()).map((path) => files.admit(path)),
        recovered: describeRecovered(runs.recovered),
        settings: preferences.settings,
        isFirstStart: !preferences.settings.tourSeen && !host.opensFiles?.(),
        presets: [...preferences.presets],
      };
    },
    changeSettings: (changes) => preferences.changeSettings(changes),
    savePreset: (preset) => preferences.savePreset(preset),
    removePreset: ({ name }) => preferences.removePreset(name),
    forgetRecent: () => preferences.forgetRecent(),
    providers: async () => {
      doctor ??= tryProviders(parts).catch((error: unknown) => {
        doctor = undefined;
        throw error;
      });
      return doctor;
    },
    chooseToOpen: async ({ purpose }) => ({
      files: (await host.chooseToOpen(purpose)).map((path) => files.admit(path)),
    }),
    chooseToSave: async ({ name, extension, document: id }) => {
      const document = id === undefined ? undefined : documents.find(id);
      const { file, project } = document?.record.kept ?? {};
      const beside = project ?? file;
      const suggested = withExtension(basename(name), extension);
      const folder = beside && !files.isUpload(beside) ? dirname(beside) : homedir();
      const path = host.capabilities.dialogs
        ? await host.chooseToSave(join(folder, suggested), extension)
        : await files.placeUpload(suggested);
      if (path === null) return { target: null, isPhotoItself: false };
      return {
        target: files.target(path),
        isPhotoItself: document !== undefined && (await isPhotoItself(document, path)),
      };
    },
    reveal: ({ file }) => host.reveal(files.path(file)),
    answerClosing: async ({ closes }) => host.answerClosing(closes),
  };
}

async function tryProviders({ engine, folders }: StudioParts) {
  const { providers } = await engine.compute.request('doctor', { modelPath: folders.model });
  return providers;
}

function tellNotices({ notices, events }: StudioParts): void {
  for (const said of notices.splice(0)) events.emit('notice', { said });
}

/** The name with an extension; `extension` has no dot. */
function withExtension(name: string, extension: string): string {
  const ending = `.${extension}`;
  return name.toLowerCase().endsWith(ending.toLowerCase()) ? name : `${name}${ending}`;
}
