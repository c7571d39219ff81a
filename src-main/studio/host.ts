import type { z } from '../contract/schema';
import type { capabilitiesSchema, PURPOSES } from '../contract/window/program';

/** What the studio asks of whatever shows its window: Electron, or a server for a browser. */
export interface Host {
  readonly capabilities: Readonly<z.output<typeof capabilitiesSchema>>;
  /** BCP 47; null where the page alone knows its reader's. */
  readonly systemLocale: string | null;
  /** Paths that the person chose by the system's dialog; empty where they cancelled. */
  chooseToOpen(purpose: (typeof PURPOSES)[number]): Promise<string[]>;
  /** The path to write to; null where the person cancelled. `suggestion` is a full path. */
  chooseToSave(suggestion: string, extension: string): Promise<string | null>;
  /** A folder that the person chose; null where they cancelled, or where folders can't be chosen. */
  chooseFolder(): Promise<string | null>;
  /** Folder of files that a browser sends or fetches: they are gone when the host ends; null where there is none. */
  readonly passing: string | null;
  /** Null where the host can't tell. */
  readonly power: Power | null;
  /** Shows the file in its folder. */
  reveal(path: string): Promise<void>;
  /** The page says whether its window, which is being closed, closes. */
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
  /** Settings, presets, what a crash left: kept between starts. */
  readonly data: string;
  /** The photos that come with the program. */
  readonly examples: string;
  /** The network's file. */
  readonly model: string;
}
