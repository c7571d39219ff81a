import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { DefaultExiftoolArgs, ExifTool, exiftoolPath } from 'exiftool-vendored';
import { failure } from '../contract/errors';
import { sentence } from '../contract/sentences';

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
export async function withExifTool<T>(work: (exiftool: ExifTool) => Promise<T>): Promise<T> {
  open ??= openTool();
  return Promise.race([work(open.exiftool), open.unstartable]);
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
    // A TIFF of gigabytes is copied in full when its tags are written.
    taskTimeoutMillis: 240_000,
    // Else it would write each tag's synonyms in other groups as well.
    useMWG: false,
    ignoreMinorErrors: true,
    processFactory: startProcess,
  });
  const unstartable = new Promise<never>((_, reject) => {
    exiftool.on('startError', (error) => {
      // The next use tries again: something may have been put right.
      closeExifTool().catch(() => undefined);
      const detail = error.message.split('\n')[0];
      reject(failure(sentence('noExifTool', { detail }), error));
    });
  });
  // Nobody may be waiting when it rejects.
  unstartable.catch(() => undefined);
  return { exiftool, unstartable };
}

/** The script's own first line. */
const USUAL_PERL = '/usr/bin/perl';

/** As the library does it, but a program that can't be run is an error to catch instead of the end of this process. */
async function startProcess(): Promise<ChildProcess> {
  const program = await exiftoolPath();
  const direct = process.platform === 'win32' || existsSync(USUAL_PERL);
  const [command, args] = direct ? [program, []] : ['perl', [program]];
  const { PATH = '' } = process.env;
  const child = spawn(command, [...args, ...DefaultExiftoolArgs], {
    stdio: 'pipe',
    env: { PATH, LANG: 'C' },
  });
  await once(child, 'spawn');
  return child;
}
