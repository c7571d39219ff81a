import type { z } from '../contract/schema';
import type { capabilitiesSchema, PURPOSES } from '../contract/window/program';

/** The host of the window, as the studio uses it: Electron, or a server for a browser. */
export interface Host {
  readonly capabilities: Readonly<z.output<typeof capabilitiesSchema>>;
  /** BCP 47; null if only the page knows the user's locale. */
  readonly systemLocale: string | null;
  /** Paths that the user chose in the system's dialog; empty if the user cancelled. */
  chooseToOpen(purpose: (typeof PURPOSES)[number]): Promise<string[]>;
  /** The path to write to; null if the user cancelled. `suggestion` is a full path. Not asked if there are no dialogs. */
  chooseToSave(suggestion: string, extension: string): Promise<string | null>;
  /** A folder that the user chose; null if the user cancelled, or if folders can't be chosen. */
  chooseFolder(): Promise<string | null>;
  /** Null if the host doesn't know. */
  readonly power: Power | null;
  /** Whether this start was asked to open files. */
  opensFiles?(): boolean;
  /** Shows the file in its folder. */
  reveal(path: string): Promise<void>;
  /** The page's answer whether its window, which is being closed, may close. */
  answerClosing(closes: boolean): void;
}

export interface Power {
  /** Whether the computer runs on its battery now. */
  onBattery(): boolean;
  /** Seconds since anyone touched keyboard or mouse. */
  idleSeconds(): number;
}

/** Folders that the studio lives in. */
export interface StudioFolders {
  /** Settings, presets, batches and their ledgers, kept between starts. */
  readonly data: string;
  /** Work for recovery, recent files and measured rates; by default the same folder. */
  readonly state?: string;
  /** Thumbnails; by default the same folder. */
  readonly cache?: string;
  /** The photos that come with the program. */
  readonly examples: string;
  /** The network's file. */
  readonly model: string;
}
