import type { z } from '../contract/schema';
import type { capabilitiesSchema, PURPOSES } from '../contract/window/program';

/** What the studio asks of whatever shows its window: Electron, or a server for a browser. */
export interface Host {
  readonly capabilities: Readonly<z.output<typeof capabilitiesSchema>>;
  /** BCP 47. */
  readonly systemLocale: string;
  /** Paths that the person chose by the system's dialog; empty where they cancelled. */
  chooseToOpen(purpose: (typeof PURPOSES)[number]): Promise<string[]>;
  /** The path to write to; null where the person cancelled. `suggestion` is a full path. */
  chooseToSave(suggestion: string, extension: string): Promise<string | null>;
  /** Shows the file in its folder. */
  reveal(path: string): Promise<void>;
}

/** Folders that the studio lives in. */
export interface StudioFolders {
  /** Settings, presets, what a crash left: kept between starts. */
  readonly data: string;
  /** The photos that come with the program. */
  readonly examples: string;
  /** The network's file. */
  readonly model: string;
}
