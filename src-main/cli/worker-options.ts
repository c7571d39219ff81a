import type { SpeechOptions } from './speech';

/** The options as typed. */
export interface WorkerOptions extends SpeechOptions {
  readonly queue: string;
  readonly map: readonly string[];
  readonly concurrency: number;
  readonly stalledAfter: number;
  readonly provider?: string;
  readonly threads?: number;
  readonly model?: string;
  readonly queuePassword?: string;
  readonly metrics?: string;
}
