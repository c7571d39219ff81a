import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { constants, existsSync } from 'node:fs';
import { access } from 'node:fs/promises';
import { DefaultExiftoolArgs, exiftoolPath } from 'exiftool-vendored';

/** The interpreter that the script's first line names. */
const USUAL_PERL = '/usr/bin/perl';

/** Limits ExifTool's virtual memory, in KB; an ordinary photo takes a tenth. macOS has no such limit and ignores it. */
const LIMITED = 'ulimit -v 1048576 2>/dev/null';

/** The system call number of prctl. */
const PRCTL: Readonly<Partial<Record<NodeJS.Architecture, number>>> = {
  x64: 157,
  arm64: 167,
  ia32: 172,
  arm: 172,
};

/**
 * Linux only: asks the kernel to kill the process when its parent ends for any reason (PR_SET_PDEATHSIG, SIGKILL; kept
 * through exec), then execs ExifTool.
 */
const WITH_PARENT =
  'my ($parent, $prctl) = splice @ARGV, 0, 2; syscall($prctl + 0, 1, 9); exit if getppid() != $parent; exec @ARGV';

/**
 * Other systems: pipes its input to ExifTool and, when the input ends, tells ExifTool to stop. By itself ExifTool waits
 * for more input for ever and would outlive a parent that was killed.
 */
const FEEDER = '{ cat; printf "%s\\n" -stay_open False; } | "$@"';

/**
 * Starts an ExifTool process that reads commands from its stdin. Unlike the library's own starter, it rejects if the
 * program can't be run (instead of ending this process), and the ExifTool process ends with its parent.
 */
export async function startExifTool(): Promise<ChildProcess> {
  const program = await exiftoolPath();
  const [command, ...args] = process.platform === 'win32' ? [program] : inShell(await runnable(program));
  const child = spawn(command, [...args, ...DefaultExiftoolArgs], options());
  await once(child, 'spawn');
  return child;
}

/** The command line of a shell that becomes ExifTool or feeds it. */
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

/** The command that runs the script. Rejects if it can't run, because the shell would only print that and go on. */
async function runnable(program: string): Promise<string[]> {
  if (existsSync(USUAL_PERL)) {
    await access(program, constants.X_OK);
    return [program];
  }
  const perl = spawn('perl', ['-v'], { ...options(), stdio: 'ignore' });
  await once(perl, 'spawn');
  return ['perl', program];
}
