import { app, type BrowserWindow, dialog, powerMonitor, shell } from 'electron';
import type { Host } from '../studio/host';
import { OPEN_FILTERS } from './open-filters';
import { hasUpdates } from './updates';

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
        filters: OPEN_FILTERS[purpose],
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
