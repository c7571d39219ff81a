import { PROVIDERS } from '../recipe';
import { saidSchema } from '../said';
import { z } from '../schema';
import { fileRef, id, placeSchema, readId, writeId } from './basics';

/** What this host can do; the window leaves out what it can't. */
export const capabilitiesSchema = z.object({
  /** Dialogs of the system to open and save; else files are uploaded and downloaded. */
  dialogs: z.boolean(),
  /** Showing a file in its folder. */
  reveal: z.boolean(),
  /** A menu bar of the system's own. */
  menu: z.boolean(),
  /** Choosing folders, and writing into them: what the library needs. */
  folders: z.boolean(),
  /** Telling whether the computer runs on its battery and whether anyone is at it. */
  power: z.boolean(),
});

export const LOCALES = ['en', 'de', 'es', 'fr', 'zh', 'ja'] as const;
export type Locale = (typeof LOCALES)[number];

/** What each setting may be. */
const settingValues = z.object({
  theme: z.enum(['system', 'dark', 'light']),
  language: z.enum(['system', ...LOCALES]),
  provider: z.enum(PROVIDERS),
  metadata: z.enum(['keep', 'remove']),
  mark: z.boolean(),
});

export const settingsSchema = z.object({
  theme: settingValues.shape.theme.default('dark'),
  language: settingValues.shape.language.default('system'),
  provider: settingValues.shape.provider.default('auto'),
  metadata: settingValues.shape.metadata.default('keep'),
  mark: settingValues.shape.mark.default(true),
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
  /** BCP 47, of the system; null where the page alone knows its reader's. */
  systemLocale: z.string().nullable(),
  capabilities: capabilitiesSchema,
  /** `picture`: path of a small picture, below the base address of pictures. */
  examples: z.array(z.object({ name: z.string(), picture: z.string() })),
  recent: z.array(fileRef),
  recovered: z.array(z.object({ id, name: z.string(), saved: z.string() })),
  settings: settingsSchema,
  presets: z.array(presetSchema),
});
export type ProgramInfo = z.infer<typeof programInfoSchema>;

/** What can be written where a dialog says. */
export const SAVE_EXTENSIONS = ['jpg', 'png', 'tif', 'webp', 'avif', 'daguerre'] as const;

export const PURPOSES = ['photo', 'mask', 'kernel', 'project'] as const;

export const programChannels = {
  programInfo: { input: z.object({}), output: programInfoSchema },
  /** Holds just what was sent: defaults would put back every other setting. */
  changeSettings: { input: settingValues.partial(), output: settingsSchema },
  savePreset: { input: presetSchema, output: z.array(presetSchema) },
  removePreset: { input: z.object({ name: z.string() }), output: z.array(presetSchema) },
  /** Empties the list of recent files; the files themselves stay. */
  forgetRecent: { input: z.object({}), output: z.void() },
  /** What can run the network here, and why not what can't; takes seconds the first time. */
  providers: {
    input: z.object({}),
    output: z.array(
      z.object({ provider: z.string(), title: z.string(), works: z.boolean(), words: saidSchema }),
    ),
  },
  /** Asks for a file to read by the system's dialog; empty where the person cancels. */
  chooseToOpen: {
    input: z.object({ purpose: z.enum(PURPOSES) }),
    output: z.object({ files: z.array(fileRef) }),
  },
  /**
   * Asks where to write, for one file; null where the person cancels. A host without dialogs names a place of its own,
   * and `downloadUrl` of the bridge fetches what was written.
   */
  chooseToSave: {
    input: z.object({ name: z.string(), extension: z.enum(SAVE_EXTENSIONS), document: id.optional() }),
    output: z.object({
      target: z.object({ id: writeId, ...placeSchema.shape }).nullable(),
      isOriginal: z.boolean(),
    }),
  },
  reveal: { input: z.object({ file: readId }), output: z.void() },
  /** After the event `closing`: whether the window closes now. */
  answerClosing: { input: z.object({ closes: z.boolean() }), output: z.void() },
};
