import { ExifTool } from 'exiftool-vendored';
import { failure } from '../contract/errors';
import { said } from '../contract/said';
import { startExifTool } from './exiftool-process';

interface Tool {
  readonly exiftool: ExifTool;
  /** Rejects if no process can be started; the library itself would retry for ever. */
  readonly unstartable: Promise<never>;
}

let open: Tool | undefined;

/**
 * Runs `work` with the shared ExifTool process, which is started at the first use and kept. Throws a PlainError if it
 * can't be started, an Error after `mostMs`, and otherwise what ExifTool reports.
 */
export async function withExifTool<T>(work: (exiftool: ExifTool) => Promise<T>, mostMs: number): Promise<T> {
  open ??= openTool();
  const { exiftool, unstartable } = open;
  const { promise: late, stop } = lateness(exiftool, mostMs);
  return Promise.race([work(exiftool), unstartable, late]).finally(stop);
}

/** Rejects after `mostMs` and then ends the process, which may be stuck. */
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

/** Ends the ExifTool process if one runs; the next use starts another. */
export async function closeExifTool(): Promise<void> {
  const running = open;
  open = undefined;
  await running?.exiftool.end();
}

function openTool(): Tool {
  const exiftool = new ExifTool({
    maxProcs: 1,
    taskRetries: 0,
    // Writing the tags of a TIFF copies the whole file, which may be gigabytes. Most tasks get a shorter limit.
    taskTimeoutMillis: 240_000,
    // Otherwise each tag's synonyms in other groups would be written too.
    useMWG: false,
    ignoreMinorErrors: true,
    processFactory: startExifTool,
  });
  const unstartable = new Promise<never>((_, reject) => {
    exiftool.on('startError', (error) => {
      // The next use tries again, because the cause may be gone by then.
      closeExifTool().catch(() => undefined);
      const detail = error.message.split('\n')[0];
      reject(failure(said('noExifTool', { detail }), error));
    });
  });
  // It may reject while nobody awaits it.
  unstartable.catch(() => undefined);
  return { exiftool, unstartable };
}
