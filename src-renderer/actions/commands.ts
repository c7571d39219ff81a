import { say } from '../messages/messages';
import type { ShortcutName } from '../shortcuts/table';
import { alert, start } from '../state/alerts';
import { shownPhoto } from '../state/photos';
import { stage } from '../state/stage';
import { leaveTour, useTour } from '../state/tour';
import { redo, undo } from '../state/undo';
import { chooseTool, openDialog, useView } from '../state/view';
import { chooseHeal, healAnew } from './heal';
import { chooseAndOpen } from './open';
import { cancelCurrent, preview, restore } from './restore';
import { endPaintOver } from './results';
import { saveProject } from './save';
import { closePhoto } from './switch';
import { startTour } from './tour';

/** A command of a menu, a button or a shortcut. */
export type Command = Exclude<ShortcutName, 'holdCompare'> | 'about' | 'tour';

const tool = (name: Parameters<typeof chooseTool>[0]) => () => {
  if (shownPhoto().document) chooseTool(name);
};

const COMMANDS: Readonly<Record<Command, () => void>> = {
  open: () => start(chooseAndOpen, 'open'),
  save: askToSave,
  saveProject: () => start(saveProject, 'save'),
  close: closePhoto,
  undo: () => void undo(),
  redo: () => void redo(),
  fit: () => stage()?.fit(),
  actualSize: () => stage()?.actualSize(),
  zoomIn: () => stage()?.zoomBy(1.5),
  zoomOut: () => stage()?.zoomBy(1 / 1.5),
  hand: tool('hand'),
  heal: chooseHeal,
  healAnew,
  brush: tool('brush'),
  eraser: tool('eraser'),
  lasso: tool('lasso'),
  rectangle: tool('rectangle'),
  wand: tool('wand'),
  trace: tool('trace'),
  line: tool('line'),
  smaller: () => resize(1 / 1.25),
  larger: () => resize(1.25),
  preview: () => start(preview, 'restore'),
  restore: () => start(restore, 'restore'),
  cancel: leave,
  settings: () => openDialog('settings'),
  help: () => openDialog('help'),
  tour: () => start(startTour, 'open'),
  shortcuts: () => openDialog('shortcuts'),
  about: () => openDialog('about'),
};

export function runCommand(command: Command): void {
  COMMANDS[command]();
}

/** Asks how to save the shown result; if none is shown, says what to do first. */
function askToSave(): void {
  const { shown, results } = shownPhoto();
  if (shown) openDialog('save');
  else if (results.length > 0) alert({ severity: 'notice', of: 'save', message: say('save.original') });
  else alert({ severity: 'notice', of: 'restore', message: say('save.nothing') });
}

export const SIZES = { min: 1, max: 500 } as const;

function resize(factor: number): void {
  const { options } = useView.getState();
  const grown = options.size * factor;
  const size = factor > 1 ? Math.ceil(grown) : Math.floor(grown);
  setSize(size);
}

export function setSize(size: number): void {
  const held = Math.min(SIZES.max, Math.max(SIZES.min, Math.round(size)));
  useView.setState(({ options }) => ({ options: { ...options, size: held } }));
}

/** Leaves the tour, cropping, streak drawing and the like; if none of them is active, cancels the current job. */
function leave(): void {
  const { mode } = useView.getState();
  if (useTour.getState().step !== null) leaveTour();
  else if (mode.name !== 'marks') chooseTool('hand');
  else if (mode.over) endPaintOver();
  else start(cancelCurrent);
}
