import { type ChildProcess, spawn } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rename, stat, symlink } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { fingerprint, PROGRAM, scene, TINY, writeSoft } from './support';

const { photo, beside } = scene(async (at) => {
  await writeSoft(at('p.png'), 256, 256);
});

interface Running {
  readonly child: ChildProcess;
  readonly ended: Promise<{ status: number | null; stdout: string; stderr: string }>;
  /** The files that it has written so far, with unfinished ones. */
  outputs(): Promise<string[]>;
  /** Whether an unfinished file has content; the file that only checks whether the folder is writable is empty. */
  isWriting(): Promise<boolean>;
  readonly folder: string;
  /** Its working files, in that folder. */
  working(): Promise<string[]>;
}

/**
 * Starts a program in a new process group, as a terminal does, on a job too long to wait for. `shared`: its folder for
 * temporary files.
 */
async function startLongJob(args: readonly string[], shared?: string): Promise<Running> {
  const [out, working] = [await mkdtemp(beside('out-')), shared ?? (await mkdtemp(beside('tmp-')))];
  const child = spawn(process.execPath, [PROGRAM, ...args], {
    cwd: out,
    env: { ...process.env, TMPDIR: working },
    detached: true,
  });
  let [stdout, stderr] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  const ended = new Promise<{ status: number | null; stdout: string; stderr: string }>((done) => {
    child.on('close', (status) => done({ status, stdout, stderr }));
  });
  const list = (folder: string) => readdir(folder, { recursive: true });
  const isWriting = async () => {
    const unfinished = (await readdir(out)).filter((name) => name.startsWith('.daguerre-'));
    const sizes = unfinished.map((name) =>
      stat(join(out, name)).then(
        ({ size }) => size,
        () => 0,
      ),
    );
    return (await Promise.all(sizes)).some((size) => size > 0);
  };
  return { child, ended, folder: working, outputs: () => list(out), isWriting, working: () => list(working) };
}

const restore = (...args: string[]) => [
  'restore',
  photo('p.png'),
  '-o',
  'out.png',
  '--operator',
  'denoise',
  '--model',
  TINY,
  '--provider',
  'cpu',
  ...args,
];

const short = () => ['degrade', photo('p.png'), '-o', 'out.png', '--operator', 'denoise', '--noise', '30'];
const long = () => restore('--steps', '1000');

/** Waits until the sampler is at work: its output is there and the photo's samples are decoded. */
async function sampling(job: Running): Promise<void> {
  await until(async () => (await job.working()).some((name) => name.endsWith('page-0-sample-0.raw')));
}

async function until(holds: () => Promise<boolean>): Promise<void> {
  while (!(await holds())) await pause(20);
}

function alive(group: number | undefined): boolean {
  if (group === undefined) throw new Error('the program was not started');
  try {
    process.kill(-group, 0);
    return true;
  } catch {
    return false;
  }
}

/** Process id of the child of `parent` that runs `bundle` (Linux). */
async function childRunning(parent: number | undefined, bundle: string): Promise<number> {
  const listed = await readFile(`/proc/${parent}/task/${parent}/children`, 'utf8');
  for (const pid of listed.trim().split(' ')) {
    if ((await readFile(`/proc/${pid}/cmdline`, 'utf8')).includes(bundle)) return Number(pid);
  }
  throw new Error(`${parent} has no child that runs ${bundle}`);
}

describe('when it is interrupted,', () => {
  const signals: [string, NodeJS.Signals, boolean][] = [
    ['by Ctrl-C, which reaches every process,', 'SIGINT', true],
    ['by SIGINT to the program alone,', 'SIGINT', false],
    ['by SIGTERM,', 'SIGTERM', false],
  ];
  test.concurrent.each(signals)('%s a restoration ends and leaves nothing', async (_, signal, toAll) => {
    const before = await fingerprint(photo(''));
    const job = await startLongJob(restore('--steps', '1000'));
    await sampling(job);
    const { pid = 0 } = job.child;
    process.kill(toAll ? -pid : pid, signal);
    expect(await job.ended).toEqual({
      status: 130,
      stdout: '',
      stderr: 'Stopped. No unfinished file remains.\n',
    });
    expect(await job.outputs()).toEqual([]);
    expect(await job.working()).toEqual([]);
    await until(async () => !alive(pid));
    expect(await fingerprint(photo(''))).toBe(before);
  });

  test.concurrent('a restoration is interrupted before it has begun', async () => {
    const job = await startLongJob(restore('--steps', '1000'));
    await until(async () => (await job.working()).length > 0);
    process.kill(-(job.child.pid ?? 0), 'SIGINT');
    expect(await job.ended).toMatchObject({ status: 130, stdout: '' });
    expect([...(await job.outputs()), ...(await job.working())]).toEqual([]);
  });
});

describe.skipIf(process.platform !== 'linux')('when it is killed, as by a system without memory,', () => {
  test.concurrent('the end of the process that restores is reported, and no file is left', async () => {
    const job = await startLongJob(restore('--steps', '1000'));
    await sampling(job);
    process.kill(await childRunning(job.child.pid, 'compute.cjs'), 'SIGKILL');
    const { status, stdout, stderr } = await job.ended;
    expect(stderr).toMatch(
      /^The process that restores was ended by the system, most often because memory ran out; [^\n]+\n$/,
    );
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect([...(await job.outputs()), ...(await job.working())]).toEqual([]);
    await until(async () => !alive(job.child.pid));
  });

  test.concurrent('the process that writes leaves no unfinished file', async () => {
    // Big enough for the test to catch its encoding.
    const args = ['degrade', photo('p.png'), '-o', 'out.png', '--operator', 'denoise', '--noise', '30'];
    await writeSoft(beside('big.png'), 2500, 2500);
    const job = await startLongJob([...args.slice(0, 1), beside('big.png'), ...args.slice(2)]);
    await until(() => job.isWriting());
    process.kill(await childRunning(job.child.pid, 'imaging.cjs'), 'SIGKILL');
    const { status, stderr } = await job.ended;
    expect(stderr).toMatch(/^The process that reads and writes photos was ended by the system/);
    expect(status).toBe(1);
    expect([...(await job.outputs()), ...(await job.working())]).toEqual([]);
  });

  test.concurrent('with all its processes, the next start removes its decoded photo, but not the files of running processes', async () => {
    const [killed, other] = [await startLongJob(long()), await startLongJob(long())];
    await Promise.all([sampling(killed), sampling(other)]);
    const shared = await mkdtemp(beside('shared-'));
    const [left] = await killed.working();
    process.kill(-(killed.child.pid ?? 0), 'SIGKILL');
    await killed.ended;
    // Both kinds in one folder, beside a file that only looks like one of them.
    await rename(join(killed.folder, left), join(shared, left));
    const [living] = await other.working();
    await symlink(join(other.folder, living), join(shared, living.replace(/.$/, '_')));
    const made = await mkdtemp(join(shared, 'daguerre-'));
    await mkdir(join(shared, living));
    await symlink(photo(''), join(shared, left.replace(/.$/, '_')));
    const next = await startLongJob(short(), shared);
    await next.ended;
    const names = await readdir(shared);
    expect(names).not.toContain(left);
    expect(names.sort()).toEqual(
      [basename(made), living, living.replace(/.$/, '_'), left.replace(/.$/, '_')].sort(),
    );
    process.kill(-(other.child.pid ?? 0), 'SIGKILL');
    await other.ended;
    await (await startLongJob(short(), shared)).ended;
    expect(await readdir(shared)).not.toContain(living);
    expect(await readdir(photo(''))).toContain('p.png');
  });
});
