import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { constants, existsSync } from 'node:fs';
import { access } from 'node:fs/promises';
import { DefaultExiftoolArgs, exiftoolPath } from 'exiftool-vendored';

/** The script's own first line. */
const USUAL_PERL = '/usr/bin/perl';

/**
 * Feeds its own input to ExifTool and, when that ends, tells it to end: ExifTool itself waits at the end of its input
 * for more, for ever, and would outlive a process that was killed.
 */
const FEEDER = '{ cat; printf "%s\\n" -stay_open False; } | "$@"';

/**
 * Starts an ExifTool that takes its commands from its input. As the library does it, but a program that can't be run is
 * an error to catch instead of the end of this process, and it ends with whoever feeds it.
 */
export async function startExifTool(): Promise<ChildProcess> {
  const program = await exiftoolPath();
  const child =
    process.platform === 'win32'
      ? spawn(program, DefaultExiftoolArgs, options())
      : spawn(
          '/bin/sh',
          ['-c', FEEDER, 'sh', ...(await runnable(program)), ...DefaultExiftoolArgs],
          options(),
        );
  await once(child, 'spawn');
  return child;
}

function options() {
  const { PATH = '' } = process.env;
  return { stdio: 'pipe', env: { PATH, LANG: 'C' } } as const;
}

/** The words that run the script; rejects where they can't, since the shell would only say so and go on. */
async function runnable(program: string): Promise<string[]> {
  if (existsSync(USUAL_PERL)) {
    await access(program, constants.X_OK);
    return [program];
  }
  const perl = spawn('perl', ['-v'], { ...options(), stdio: 'ignore' });
  await once(perl, 'spawn');
  return ['perl', program];
}
