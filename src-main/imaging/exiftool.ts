import { ExifTool } from 'exiftool-vendored';
import { failure } from '../contract/errors';
import { said } from '../contract/said';
import { startExifTool } from './exiftool-process';

interface Tool {
  readonly exiftool: ExifTool;
  /** Rejects where no process can be started: the library itself would go on trying for ever. */
  readonly unstartable: Promise<never>;
}

let open: Tool | undefined;

/**
 * Has the one ExifTool process work, which is started at the first use and kept. Throws a PlainError where it can't
 * be started, else what ExifTool reports.
 */
export async function withExifTool<T>(work: (exiftool: ExifTool) => Promise<T>, mostMs: number): Promise<T> {
  open ??= openTool();
  const { exiftool, unstartable } = open;
  const { promise: late, stop } = lateness(exiftool, mostMs);
  return Promise.race([work(exiftool), unstartable, late]).finally(stop);
}

/** Rejects after a while, and ends the process then: it may be in the middle of something endless. */
function lateness(exiftool: ExifTool, mostMs: number): { promise: Promise<never>; stop: () => void } {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const promise = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      if (open?.exiftool === exiftool) open = undefined;
      exiftool.end(false).catch(() => undefined);
      reject(new Error('its metadata took too long'));
    }, mostMs);
  });
  promise.catch(() => undefined);
  return { promise, stop: () => clearTimeout(timer) };
}

/** Ends the ExifTool process, if one runs; the next use starts another. */
export async function closeExifTool(): Promise<void> {
  const running = open;
  open = undefined;
  await running?.exiftool.end();
}

function openTool(): Tool {
  const exiftool = new ExifTool({
    maxProcs: 1,
    taskRetries: 0,
    // A TIFF of gigabytes is copied in full when its tags are written; most tasks are given less.
    taskTimeoutMillis: 240_000,
    // Else it would write each tag's synonyms in other groups as well.
    useMWG: false,
    ignoreMinorErrors: true,
    processFactory: startExifTool,
  });
  const unstartable = new Promise<never>((_, reject) => {
    exiftool.on('startError', (error) => {
      // The next use tries again: something may have been put right.
      closeExifTool().catch(() => undefined);
      const detail = error.message.split('\n')[0];
      reject(failure(said('noExifTool', { detail }), error));
    });
  });
  // Nobody may be waiting when it rejects.
  unstartable.catch(() => undefined);
  return { exiftool, unstartable };
}
