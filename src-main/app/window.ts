import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { BrowserWindow, screen } from 'electron';
import { PRIVATE_FILE, PRIVATE_FOLDER } from '../imaging/private-files';
import { PAGE_URL } from './names';
import { placeWindow, SMALLEST, type WindowState, windowState } from './window-bounds';

/** The colour around the photo, so that nothing flashes before the page is painted. */
const BACKGROUND = '#1e1e1e';

interface WindowFiles {
  readonly preload: string;
  readonly icon: string;
  /** The file with the window's last state; it need not exist. */
  readonly state: string;
}

/** Opens the program's only window, which is shown when the page has painted. */
export function openWindow(files: WindowFiles): BrowserWindow {
  const remembered = readState(files.state);
  const { id: main } = screen.getPrimaryDisplay();
  const displays = screen
    .getAllDisplays()
    .sort((a, b) => Number(b.id === main) - Number(a.id === main))
    .map((display) => display.workArea);
  const window = new BrowserWindow({
    ...placeWindow(remembered?.bounds, displays),
    minWidth: SMALLEST.width,
    minHeight: SMALLEST.height,
    show: false,
    title: 'Daguerre',
    icon: files.icon,
    backgroundColor: BACKGROUND,
    webPreferences: {
      preload: files.preload,
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      webviewTag: false,
      // Electron would download dictionaries for it.
      spellcheck: false,
      // A restoration's progress is drawn even while the window is covered.
      backgroundThrottling: false,
    },
  });
  if (remembered?.maximized) window.maximize();
  window.once('ready-to-show', () => window.show());
  window.on('close', () => writeState(files.state, window));
  void window.loadURL(PAGE_URL);
  return window;
}

function readState(file: string): WindowState | undefined {
  try {
    return windowState.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    // The file is missing or damaged, so the window opens as at the first start.
    return undefined;
  }
}

function writeState(file: string, window: BrowserWindow): void {
  const state: WindowState = { bounds: window.getNormalBounds(), maximized: window.isMaximized() };
  // Without waiting, because the process ends with the window, and unsynced: a lost size isn't missed.
  try {
    mkdirSync(dirname(file), { recursive: true, mode: PRIVATE_FOLDER });
    writeFileSync(`${file}.tmp`, JSON.stringify(state), { mode: PRIVATE_FILE });
    renameSync(`${file}.tmp`, file);
  } catch {
    // A full disk must not prevent the window from closing.
  }
}
