import { EXTENSIONS, RESULT_FORMATS } from '../photo-files';
import { PROVIDERS } from '../recipe';
import { saidSchema } from '../said';
import { z } from '../schema';
import { fileRef, id, placeSchema, readId, writeId } from './basics';

/** The host's capabilities; the window hides functions that it lacks. */
export const capabilitiesSchema = z.object({
  /** Dialogs of the system for opening and saving; otherwise files are uploaded and downloaded. */
  dialogs: z.boolean(),
  /** Showing a file in its folder. */
  reveal: z.boolean(),
  /** The system's menu bar. */
  menu: z.boolean(),
  /** Choosing folders and writing into them, which the library needs. */
  folders: z.boolean(),
  /** Detecting whether the computer runs on its battery and whether someone uses it. */
  power: z.boolean(),
  /** Looking for newer versions, if the build has an address for them. */
  updates: z.boolean(),
});

export const LOCALES = ['en', 'de', 'es', 'fr', 'zh', 'ja'] as const;
export type Locale = (typeof LOCALES)[number];

/** The possible values of each setting. */
const settingValues = z.object({
  theme: z.enum(['system', 'dark', 'light']),
  language: z.enum(['system', ...LOCALES]),
  provider: z.enum(PROVIDERS),
  metadata: z.enum(['keep', 'remove']),
  mark: z.boolean(),
  tourSeen: z.boolean(),
  updates: z.boolean(),
});

export const settingsSchema = z.object({
  theme: settingValues.shape.theme.default('dark'),
  language: settingValues.shape.language.default('system'),
  provider: settingValues.shape.provider.default('auto'),
  metadata: settingValues.shape.metadata.default('keep'),
  mark: settingValues.shape.mark.default(true),
  /** Whether the tour has opened by itself. Users with settings from before the tour existed know the window. */
  tourSeen: settingValues.shape.tourSeen.default(true),
  /** Whether to look for newer versions; nothing is sent before the user asks for it. */
  updates: settingValues.shape.updates.default(false),
});
export type Settings = z.infer<typeof settingsSchema>;

export const presetSchema = z.object({
  name: z.string().min(1).max(80),
  /** The repairs as the window keeps them. */
  repairs: z.unknown(),
});
export type Preset = z.infer<typeof presetSchema>;

export const programInfoSchema = z.object({
  version: z.string(),
  platform: z.string(),
  /** Locale of the system (BCP 47); null if only the page knows the user's. */
  systemLocale: z.string().nullable(),
  capabilities: capabilitiesSchema,
  /** `picture`: path of a small picture, below the base address of pictures. */
  examples: z.array(z.object({ name: z.string(), picture: z.string() })),
  recent: z.array(fileRef),
  /** Unsaved work. `photo` is the same for all of one photo; `picture`: path of a small picture of it. */
  recovered: z.array(
    z.object({ id, name: z.string(), saved: z.string(), photo: z.int(), picture: z.string() }),
  ),
  settings: settingsSchema,
  /** The program was never used and isn't opening a file, so the window shows its tour. */
  isFirstStart: z.boolean(),
  presets: z.array(presetSchema),
});
export type ProgramInfo = z.infer<typeof programInfoSchema>;

/** Extensions of files that can be written to a place from a dialog. */
const SAVE_EXTENSIONS = [...RESULT_FORMATS.map((format) => EXTENSIONS[format][0]), 'daguerre'] as const;

export const PURPOSES = ['photo', 'mask', 'kernel', 'project'] as const;

export const programChannels = {
  programInfo: { input: z.object({}), output: programInfoSchema },
  /** Only the given settings change; defaults would reset the others. */
  changeSettings: { input: settingValues.partial(), output: settingsSchema },
  savePreset: { input: presetSchema, output: z.array(presetSchema) },
  removePreset: { input: z.object({ name: z.string() }), output: z.array(presetSchema) },
  /** Empties the list of recent files; the files themselves are kept. */
  forgetRecent: { input: z.object({}), output: z.void() },
  /** The providers of this machine, and why others don't work; takes seconds the first time. */
  providers: {
    input: z.object({}),
    output: z.array(
      z.object({ provider: z.string(), title: z.string(), works: z.boolean(), words: saidSchema }),
    ),
  },
  /** Asks for files to read with the system's dialog; empty if the user cancels. */
  chooseToOpen: {
    input: z.object({ purpose: z.enum(PURPOSES) }),
    output: z.object({ files: z.array(fileRef) }),
  },
  /**
   * Asks for the place of one written file; null if the user cancels. A host without dialogs chooses its own place, and
   * `downloadUrl` of the bridge gives the address of the written file.
   */
  chooseToSave: {
    input: z.object({ name: z.string(), extension: z.enum(SAVE_EXTENSIONS), document: id.optional() }),
    output: z.object({
      target: z.object({ id: writeId, ...placeSchema.shape }).nullable(),
      isPhotoItself: z.boolean(),
    }),
  },
  reveal: { input: z.object({ file: readId }), output: z.void() },
  /** After the event `closing`: whether the window closes now. */
  answerClosing: { input: z.object({ closes: z.boolean() }), output: z.void() },
};
