import { access } from 'node:fs/promises';
import { join } from 'node:path';
import type { Said } from '../contract/said';
import { z } from '../contract/schema';
import { type Preset, presetSchema, type Settings, settingsSchema } from '../contract/window/program';
import { type JsonFile, openJsonFile } from './json-file';

/** The user's settings and lists, kept between starts. */
export interface Preferences {
  readonly settings: Settings;
  changeSettings(
    changes: { readonly [Key in keyof Settings]?: Settings[Key] | undefined },
  ): Promise<Settings>;
  /** Calls back with the settings now and after each change, until the returned function is called. */
  onSettings(listener: (settings: Settings) => void): () => void;
  readonly presets: Preset[];
  /** Adds a preset, or replaces the one with its name. */
  savePreset(preset: Preset): Promise<Preset[]>;
  removePreset(name: string): Promise<Preset[]>;
  /** Paths of opened files that still exist, latest first. */
  recent(): Promise<string[]>;
  addRecent(path: string): Promise<void>;
  /** Forgets the recent files and the chosen projects. */
  forgetRecent(): Promise<void>;
  /** Whether a dialog has chosen this path for writing a project, now or in an earlier run. */
  isNamedProject(path: string): boolean;
  nameProject(path: string): Promise<void>;
}

const MAX_RECENT = 12;
const MAX_NAMED = 200;

/** Reads settings.json, presets.json and projects.json of the data folder and recent.json of the state's; reports broken ones to `notify`. */
export async function openPreferences(
  folders: { readonly data: string; readonly state: string },
  notify: (notice: Said) => void,
): Promise<Preferences> {
  const at = (name: string) => join(folders.data, name);
  const presets = await openJsonFile(at('presets.json'), z.array(presetSchema), [], notify);
  const recent = await openJsonFile(join(folders.state, 'recent.json'), z.array(z.string()), [], notify);
  const first = settingsSchema.parse({ tourSeen: recent.value.length > 0 });
  const settings = await openJsonFile(at('settings.json'), settingsSchema, first, notify);
  const named = await openJsonFile(at('projects.json'), z.array(z.string()), [], notify);
  const listeners = new Set<(settings: Settings) => void>();
  return {
    get settings() {
      return settings.value;
    },
    changeSettings: async (changes) => {
      const given = Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined));
      const kept = settings.set({ ...settings.value, ...given });
      for (const listener of listeners) listener(settings.value);
      await kept;
      return settings.value;
    },
    onSettings: (listener) => {
      listeners.add(listener);
      listener(settings.value);
      return () => {
        listeners.delete(listener);
      };
    },
    get presets() {
      return presets.value;
    },
    savePreset: async (preset) => {
      const others = presets.value.filter(({ name }) => name !== preset.name);
      await presets.set([...others, preset].sort((a, b) => a.name.localeCompare(b.name)));
      return presets.value;
    },
    removePreset: async (name) => {
      await presets.set(presets.value.filter((preset) => preset.name !== name));
      return presets.value;
    },
    recent: async () => {
      const there = await Promise.all(recent.value.map(exists));
      return recent.value.filter((_, i) => there[i]);
    },
    addRecent: (path) => toFront(recent, path, MAX_RECENT),
    forgetRecent: async () => {
      await recent.set([]);
      await named.set([]);
    },
    isNamedProject: (path) => named.value.includes(path),
    nameProject: (path) => toFront(named, path, MAX_NAMED),
  };
}

/** Puts a path first in a list of at most `most`. */
function toFront(list: JsonFile<string[]>, path: string, most: number): Promise<void> {
  return list.set([path, ...list.value.filter((other) => other !== path)].slice(0, most));
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
