import type { SpeechOptions } from './speech';

/** The options as typed. */
export interface BatchOptions extends SpeechOptions {
  readonly output: string;
  readonly recipe: string;
  readonly masks?: string;
  readonly mask?: string;
  readonly sensitivity?: number;
  readonly limit?: number;
  readonly resume?: boolean;
  readonly dryRun?: boolean;
  readonly retryFailed?: boolean;
  readonly include: readonly string[];
  readonly exclude: readonly string[];
  readonly order: string;
  readonly lists?: string;
  readonly provider?: string;
  readonly threads?: number;
  readonly tile?: number;
  readonly model?: string;
  readonly data?: string;
  readonly queue?: string;
  readonly queuePassword?: string;
  readonly metrics?: string;
}
