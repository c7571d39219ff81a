import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { pathToFileURL } from 'node:url';
import { ZipFile } from 'yazl';
import electron from '../../node_modules/electron/package.json' with { type: 'json' };

/** The archive that a mirror of Electron has for this machine. */
export const ARCHIVE = `electron-v${electron.version}-${process.platform}-${process.arch}.zip`;
export const ARCHIVE_PATH = `/v${electron.version}/${ARCHIVE}`;

/**
 * A copy of the project whose packages are installed and whose bundles are built, but that has no Electron program. The
 * sum in the copied package of Electron is that of `archive`.
 */
export function cloneWithoutElectron(archive: Buffer): string {
  const clone = cloneOf(['src-main/setup']);
  mkdirSync(join(clone, 'src-renderer'));
  const package_ = join(clone, 'node_modules', 'electron');
  rmSync(package_);
  mkdirSync(package_);
  for (const name of ['package.json', 'install.js', 'index.js'])
    cpSync(join('node_modules', 'electron', name), join(package_, name));
  writeFileSync(join(package_, 'checksums.json'), JSON.stringify({ [ARCHIVE]: sha256(archive) }));
  // The page isn't looked at here, and these tests run where only the processes' bundles are built.
  mkdirSync(join(clone, 'dist', 'renderer'), { recursive: true });
  writeFileSync(join(clone, 'dist', 'renderer', 'index.html'), '<!doctype html><title>Daguerre</title>');
  markReady(clone);
  return clone;
}

/** A copy of the project with its sources and its build. */
export function cloneWithSources(): string {
  const clone = cloneOf(['src-main', 'src-renderer']);
  cpSync('dist', join(clone, 'dist'), { recursive: true });
  markReady(clone);
  return clone;
}

/** Packages, models and examples are links; the bundles of the processes are copies, so that they find the clone's parts. */
function cloneOf(folders: readonly string[]): string {
  const clone = mkdtempSync(join(tmpdir(), 'daguerre-clone-'));
  for (const name of ['package.json', 'package-lock.json', ...CONFIGS, ...folders])
    cpSync(name, join(clone, name), { recursive: true });
  for (const name of ['models', 'examples']) symlinkSync(resolve(name), join(clone, name));
  mkdirSync(join(clone, 'node_modules'));
  for (const name of readdirSync('node_modules').filter((name) => !name.startsWith('.')))
    symlinkSync(resolve('node_modules', name), join(clone, 'node_modules', name));
  mkdirSync(join(clone, 'dist'));
  for (const name of readdirSync('dist').filter((name) => name.endsWith('.cjs')))
    cpSync(join('dist', name), join(clone, 'dist', name));
  return clone;
}

const CONFIGS = ['tsconfig.json', 'vite.config.ts', 'vite.preload.config.ts', 'vite.renderer.config.ts'];

/** Makes `npm start` use the packages and bundles as they are. */
function markReady(clone: string): void {
  const setup = pathToFileURL(join(clone, 'src-main', 'setup', 'install.mjs'));
  const program = `import { markBuilt, markInstalled } from '${setup}'; markInstalled(); markBuilt();`;
  const marked = spawnSync(process.execPath, ['--input-type=module', '-e', program]);
  if (marked.status !== 0) throw new Error(marked.stderr.toString());
}

/** An archive with the layout of Electron's; its program prints its arguments. */
export async function electronArchive(): Promise<Buffer> {
  const zip = new ZipFile();
  const program = process.platform === 'darwin' ? 'Electron.app/Contents/MacOS/Electron' : 'electron';
  zip.addBuffer(Buffer.from('#!/bin/sh\necho "A window, started with: $*"\n'), program, { mode: 0o100755 });
  zip.addBuffer(Buffer.from(`v${electron.version}`), 'version', { mode: 0o100644 });
  // Enough bytes that they come in several pieces.
  zip.addBuffer(Buffer.alloc(3_000_000, 7), 'icudtl.dat', { mode: 0o100644, compress: false });
  zip.end();
  return buffer(zip.outputStream);
}

export function sha256(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}

export interface Start {
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs `npm start` in a clone until it ends, or until it serves the page; then it is asked to end. */
export async function start(clone: string, env: Record<string, string>): Promise<Start> {
  const child = spawn(process.execPath, [join(clone, 'src-main', 'setup', 'start.mjs')], {
    env: { PATH: process.env['PATH'], HOME: clone, XDG_CACHE_HOME: join(clone, 'cache'), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stdout = '';
  let stderr = '';
  child.stderr.on('data', (text) => (stderr += text));
  child.stdout.on('data', (text) => {
    stdout += text;
    if (stdout.includes('Ctrl-C ends it')) child.kill('SIGTERM');
  });
  await new Promise((done) => child.on('close', done));
  return { stdout, stderr };
}
