// Gets the Electron of package.json, once, with the installer of its package.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { electronExecutable } from './electron.mjs';
import { root } from './install.mjs';

const folder = join(root, 'node_modules', 'electron');

/**
 * Downloads, checks and unpacks Electron if it is missing; progress goes to stderr. The download honours the settings
 * of @electron/get (`ELECTRON_MIRROR`, `electron_config_cache`, `electron_use_remote_checksums` and others) and the
 * proxy settings of the environment and of npm. It stays in the user's cache, so that newly installed packages don't
 * need it again. Returns a sentence that says why there is no Electron; undefined if there is one.
 */
export async function fetchElectron() {
  if (isInstalled()) return undefined;
  const given = process.env.ELECTRON_OVERRIDE_DIST_PATH;
  if (given) return `There is no Electron in ${given}, which ELECTRON_OVERRIDE_DIST_PATH names.`;
  passProxyOn();
  try {
    await download();
    unpack();
    return undefined;
  } catch (error) {
    return `Electron, which shows the window, can't be had (${reason(error)}).`;
  }
}

/** Whether the installer has finished: it writes path.txt last, so an interrupted installation doesn't count. */
function isInstalled() {
  if (!existsSync(electronExecutable())) return false;
  if (process.env.ELECTRON_OVERRIDE_DIST_PATH) return true;
  const installed = textOf(join(folder, 'dist', 'version')).replace(/^v/, '');
  return installed === wantedVersion() && existsSync(join(folder, 'path.txt'));
}

/** Downloads the archive, checks it, and puts it into the cache, where the installer finds it. */
async function download() {
  // The installer's own copy of @electron/get, which isn't a dependency of the project.
  const theirs = createRequire(join(folder, 'install.js')).resolve('@electron/get');
  const { downloadArtifact, initializeProxy } = await import(pathToFileURL(theirs));
  if (process.env.ELECTRON_GET_USE_PROXY) initializeProxy();
  const progress = progressLine();
  try {
    await downloadArtifact({
      version: wantedVersion(),
      artifactName: 'electron',
      cacheRoot: process.env.electron_config_cache,
      checksums: usesRemoteChecksums() ? undefined : JSON.parse(textOf(join(folder, 'checksums.json'))),
      platform: process.platform,
      arch: process.env.ELECTRON_INSTALL_ARCH || process.env.npm_config_arch || process.arch,
      downloadOptions: { quiet: true, getProgressCallback: progress.update },
    });
  } finally {
    progress.end();
  }
}

/** Runs the installer of the package, which takes the archive from the cache. */
function unpack() {
  const { status, stderr, error } = spawnSync(process.execPath, [join(folder, 'install.js')], {
    encoding: 'utf8',
    stdio: ['ignore', 2, 'pipe'],
  });
  if (status !== 0) throw error ?? new Error(stderr.trim().split('\n')[0]);
  if (!isInstalled()) throw new Error(`its installer left none of version ${wantedVersion()}`);
}

/** @electron/get uses a proxy only if this variable is set; npm passes its settings under other names. */
function passProxyOn() {
  const { env } = process;
  const settings = {
    HTTPS_PROXY: env.HTTPS_PROXY ?? env.https_proxy ?? env.npm_config_https_proxy ?? env.npm_config_proxy,
    HTTP_PROXY: env.HTTP_PROXY ?? env.http_proxy ?? env.npm_config_proxy,
    NO_PROXY: env.NO_PROXY ?? env.no_proxy ?? env.npm_config_noproxy,
  };
  for (const [name, value] of Object.entries(settings)) if (value) env[name] = value;
  if (env.HTTPS_PROXY || env.HTTP_PROXY) env.ELECTRON_GET_USE_PROXY ??= 'true';
}

function usesRemoteChecksums() {
  const { env } = process;
  return Boolean(env.electron_use_remote_checksums || env.npm_config_electron_use_remote_checksums);
}

function wantedVersion() {
  return JSON.parse(textOf(join(folder, 'package.json'))).version;
}

function textOf(file) {
  return existsSync(file) ? readFileSync(file, 'utf8').trim() : '';
}

/** On a terminal, one line that is overwritten; elsewhere a line for each tenth of the download. */
function progressLine() {
  console.error(`Getting Electron ${wantedVersion()}, which shows the window (once) ...`);
  const isTerminal = process.stderr.isTTY === true;
  const step = isTerminal ? 1 : 10;
  let told = -1;
  return {
    // Some servers don't tell the size of the download.
    update: ({ total, percent }) => {
      const reached = Math.floor((100 * percent) / step) * step;
      if (!total || reached <= told) return;
      told = reached;
      const text = `${reached} % of ${(total / 1e6).toFixed(0)} MB`;
      process.stderr.write(isTerminal ? `\r${text}` : `${text}\n`);
    },
    end: () => {
      if (isTerminal && told >= 0) process.stderr.write('\n');
    },
  };
}

/** The message of the innermost cause, because fetch itself says only "fetch failed". */
function reason(error) {
  const inner = error.cause ?? error.errors?.[0];
  return inner ? reason(inner) : error.message.split('\n')[0].replace(/\.$/, '');
}
