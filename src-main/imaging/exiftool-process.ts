import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { constants, existsSync } from 'node:fs';
import { access } from 'node:fs/promises';
import { DefaultExiftoolArgs, exiftoolPath } from 'exiftool-vendored';

/** The script's own first line. */
const USUAL_PERL = '/usr/bin/perl';

/** Virtual memory of ExifTool in KB: an ordinary photo takes a tenth. macOS knows no such limit and goes without. */
const LIMITED = 'ulimit -v 1048576 2>/dev/null';

/** The number of prctl among the system's calls. */
const PRCTL: Readonly<Partial<Record<NodeJS.Architecture, number>>> = {
  x64: 157,
  arm64: 167,
  ia32: 172,
  arm: 172,
};

/**
 * On Linux: has the system kill the process when its parent ends, however that ends (PR_SET_PDEATHSIG, SIGKILL; kept
 * through exec), and goes on as ExifTool.
 */
const WITH_PARENT =
  'my ($parent, $prctl) = splice @ARGV, 0, 2; syscall($prctl + 0, 1, 9); exit if getppid() != $parent; exec @ARGV';

/**
 * Elsewhere: feeds its own input to ExifTool and, when that ends, tells it to end: ExifTool itself waits at the end of
 * its input for more, for ever, and would outlive a process that was killed.
 */
const FEEDER = '{ cat; printf "%s\\n" -stay_open False; } | "$@"';

/**
 * Starts an ExifTool that takes its commands from its input. As the library does it, but a program that can't be run is
 * an error to catch instead of the end of this process, and it ends with whoever feeds it.
 */
export async function startExifTool(): Promise<ChildProcess> {
  const program = await exiftoolPath();
  const [command, ...args] = process.platform === 'win32' ? [program] : inShell(await runnable(program));
  const child = spawn(command, [...args, ...DefaultExiftoolArgs], options());
  await once(child, 'spawn');
  return child;
}

/** The words that start a shell that becomes ExifTool, or feeds it. */
function inShell(words: readonly string[]): [string, ...string[]] {
  const prctl = process.platform === 'linux' ? PRCTL[process.arch] : undefined;
  if (prctl === undefined) return ['/bin/sh', '-c', `${LIMITED}; ${FEEDER}`, 'sh', ...words];
  const watched = ['perl', '-e', WITH_PARENT, String(process.pid), String(prctl), ...words];
  return ['/bin/sh', '-c', `${LIMITED}; exec "$@"`, 'sh', ...watched];
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
