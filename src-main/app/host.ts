import { app, type BrowserWindow, dialog, type FileFilter, powerMonitor, shell } from 'electron';
import { EXTENSIONS } from '../contract/photo-files';
import type { PURPOSES } from '../contract/window/program';
import type { Host } from '../studio/host';
import { hasUpdates } from './updates';

const PHOTOS = Object.values(EXTENSIONS).flat();
const ALL: FileFilter = { name: '*', extensions: ['*'] };

const filters: { readonly [Purpose in (typeof PURPOSES)[number]]: FileFilter[] } = {
  photo: [{ name: 'JPEG, PNG, TIFF, WebP, AVIF, HEIC', extensions: [...PHOTOS, 'daguerre'] }, ALL],
  mask: [{ name: 'PNG, TIFF, JPEG', extensions: PHOTOS }, ALL],
  kernel: [{ name: 'PNG, TIFF', extensions: PHOTOS }, ALL],
  project: [{ name: 'Daguerre', extensions: ['daguerre'] }, ALL],
};

/** Electron as the studio's host. Dialogs are the system's, over the window if there is one. */
export function electronHost(
  window: () => BrowserWindow | undefined,
  answerClosing: Host['answerClosing'],
  opensFiles: () => boolean,
): Host {
  return {
    capabilities: {
      dialogs: true,
      reveal: true,
      menu: true,
      folders: true,
      power: true,
      updates: hasUpdates(app.isPackaged, process.resourcesPath),
    },
    systemLocale: app.getLocale(),
    chooseToOpen: async (purpose) => {
      const options: Electron.OpenDialogOptions = {
        filters: filters[purpose],
        properties: purpose === 'photo' ? ['openFile', 'multiSelections'] : ['openFile'],
      };
      const parent = window();
      const { filePaths } = await (parent
        ? dialog.showOpenDialog(parent, options)
        : dialog.showOpenDialog(options));
      return filePaths;
    },
    chooseToSave: async (suggestion, extension) => {
      const options: Electron.SaveDialogOptions = {
        defaultPath: suggestion,
        filters: [{ name: extension.toUpperCase(), extensions: [extension] }],
        properties: ['showOverwriteConfirmation', 'createDirectory'],
      };
      const parent = window();
      const { filePath, canceled } = await (parent
        ? dialog.showSaveDialog(parent, options)
        : dialog.showSaveDialog(options));
      return canceled || !filePath ? null : filePath;
    },
    chooseFolder: async () => {
      const options: Electron.OpenDialogOptions = { properties: ['openDirectory', 'createDirectory'] };
      const parent = window();
      const { filePaths } = await (parent
        ? dialog.showOpenDialog(parent, options)
        : dialog.showOpenDialog(options));
      return filePaths[0] ?? null;
    },
    power: {
      onBattery: () => powerMonitor.isOnBatteryPower(),
      idleSeconds: () => powerMonitor.getSystemIdleTime(),
    },
    reveal: async (path) => shell.showItemInFolder(path),
    answerClosing,
    opensFiles,
  };
}
