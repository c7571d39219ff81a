import { once } from 'node:events';
import { join, resolve } from 'node:path';
import { app, type BrowserWindow, Menu, session } from 'electron';
import type { EventName, EventPayload } from '../contract/window/channels';
import { type Places, places } from '../shell/places';
import type { UserFolders } from '../shell/user-folders';
import type { Host } from '../studio/host';
import type { Studio } from '../studio/studio';
import { answerChannels } from './channels';
import { askBeforeClosing } from './closing';
import { startEngineInElectron } from './engine';
import { electronHost } from './host';
import { buildMenu } from './menu';
import { EVENT } from './names';
import { registerSchemes, servePage, servePictures } from './protocol';
import { reviveWindow } from './revive-window';
import { roleOf } from './role';
import { denyEverythingElse } from './security';
import { followUpdates } from './updates';
import { placeUserData } from './user-data';
import { openWindow } from './window';

/** Runs the program with its window. There is one instance; a second start brings its window to the front. */
export async function runWindow(files: readonly string[]): Promise<void> {
  const user = placeUserData();
  if (!app.requestSingleInstanceLock()) return app.quit();
  registerSchemes();

  let window: BrowserWindow | undefined;
  let openPath: ((path: string) => void) | undefined;
  const early = files.map((file) => resolve(file));
  let opensFiles = early.length > 0;
  const openFile = (path: string) => {
    opensFiles = true;
    if (openPath) openPath(path);
    else early.push(path);
  };
  app.on('open-file', (event, path) => {
    event.preventDefault();
    openFile(path);
  });
  app.on('second-instance', (_event, argv, folder) => {
    if (window?.isMinimized()) window.restore();
    window?.focus();
    const role = roleOf(argv, process.defaultApp === true);
    if (role.kind === 'window') for (const file of role.files) openFile(resolve(folder, file));
  });

  await app.whenReady();
  const at = places();
  denyEverythingElse(session.defaultSession);
  servePage(at.page);
  window = openWindow({ ...at, state: join(user.state, 'window.json') });
  // Messages sent to a page before its preload runs are lost.
  const hasPreload = once(window.webContents, 'dom-ready');
  const send = <Name extends EventName>(name: Name, payload: EventPayload<Name>) => {
    if (window && !window.isDestroyed()) window.webContents.send(EVENT, name, payload);
  };
  const answerClosing = askBeforeClosing(window, () => send('closing', {}));
  const host = electronHost(
    () => window,
    answerClosing,
    () => opensFiles,
  );
  const studio = openStudioHere({ ...at, ...user }, host);
  servePictures(studio);
  answerChannels(studio);
  reviveWindow(window, (ended) => void studio.then(({ tellNext }) => tellNext(ended)));
  const showMenu = (locale: string) =>
    Menu.setApplicationMenu(buildMenu(locale, (command) => send('command', { command })));
  showMenu(app.getLocale());
  endWith(studio);

  const opened = await studio;
  opened.onEvent(send);
  if (host.capabilities.updates) followUpdates(opened);
  opened.onSettings(({ language }) => showMenu(language === 'system' ? app.getLocale() : language));
  await hasPreload;
  openPath = (path) => send('openFile', { file: opened.admitPath(path).id });
  for (const path of early.splice(0)) openPath(path);
}

/** Loads and opens the studio. It is imported only after the window was opened. */
async function openStudioHere(folders: Places & UserFolders, host: Host): Promise<Studio> {
  startEngineInElectron();
  const { openStudio } = await import('../studio/open-studio');
  return openStudio({ host, folders });
}

/** Quits the program when its window closes, and stops the engine before. */
function endWith(studio: Promise<Studio>): void {
  let closing = false;
  app.on('window-all-closed', () => app.quit());
  app.on('will-quit', (event) => {
    if (closing) return;
    closing = true;
    event.preventDefault();
    void studio
      .then((opened) => opened.close())
      .catch(() => {})
      .finally(() => app.exit(0));
  });
}
