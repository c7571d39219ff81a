import './top-bar.css';
import { IconArrowBackUp, IconArrowForwardUp } from '@tabler/icons-react';
import { runCommand } from '../actions/commands';
import { PlaceSwitch } from '../library/place-switch';
import { numberWords, useMessages } from '../messages/messages';
import { Button } from '../parts/button';
import { FileName } from '../parts/file-name';
import { IconButton } from '../parts/icon-button';
import { type History, nextStep, type Way } from '../state/history';
import { isSaved } from '../state/photo';
import { usePhoto } from '../state/photos';
import { overIn, useView } from '../state/view';
import { CompareControls } from './compare-controls';
import { MainMenu } from './main-menu';
import { OpenPhotos } from './open-photos';
import { ZoomControls } from './zoom-controls';

export function TopBar() {
  const say = useMessages();
  const canUndo = useHasStep('undo');
  const canRedo = useHasStep('redo');
  const canSave = usePhoto((state) => state.shown !== null);
  return (
    <header className="top-bar">
      <MainMenu />
      <PlaceSwitch />
      <PhotoTitle />
      <div className="top-group">
        <IconButton
          label={say('command.undo')}
          icon={IconArrowBackUp}
          shortcut="undo"
          isDisabled={!canUndo}
          onPress={() => runCommand('undo')}
        />
        <IconButton
          label={say('command.redo')}
          icon={IconArrowForwardUp}
          shortcut="redo"
          isDisabled={!canRedo}
          onPress={() => runCommand('redo')}
        />
      </div>
      <ZoomControls />
      <CompareControls />
      <div data-tour="save">
        <Button isDisabled={!canSave} onPress={() => runCommand('save')}>
          {say('command.save')}
        </Button>
      </div>
    </header>
  );
}

/** Whether `undo` or `redo` has a step: in the crop, in the painting over a result, otherwise in the photo. */
function useHasStep(way: Way): boolean {
  const has = (steps: History<unknown>) => nextStep(steps, way) !== undefined;
  const inPhoto = usePhoto(({ steps }) => has(steps));
  const inMode = useView(({ mode }) => {
    if (mode.name === 'crop') return has(mode.crop.steps);
    const over = overIn(mode);
    return over && has(over.steps);
  });
  return inMode ?? inPhoto;
}

/** The photo's name, extent and colour profile. */
function PhotoTitle() {
  const say = useMessages();
  const document = usePhoto((state) => state.document);
  const saved = usePhoto(isSaved);
  if (!document) return null;
  const { name, width, height, profile } = document;
  return (
    <div className="top-title">
      <h1>
        <FileName name={name} />
      </h1>
      <OpenPhotos />
      <span className="quiet numbers">
        {say('top.pixels', { width: numberWords(width), height: numberWords(height) })}
      </span>
      <span className="quiet">{profile ?? say('top.noProfile')}</span>
      {saved !== null && <span className="quiet">{say(saved ? 'top.saved' : 'top.unsaved')}</span>}
    </div>
  );
}
