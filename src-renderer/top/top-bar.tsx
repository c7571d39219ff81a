import './top-bar.css';
import { IconArrowBackUp, IconArrowForwardUp } from '@tabler/icons-react';
import { runCommand } from '../actions/commands';
import { PlaceSwitch } from '../library/place-switch';
import { useMessages } from '../messages/messages';
import { Button } from '../parts/button';
import { IconButton } from '../parts/icon-button';
import { usePhoto } from '../state/photos';
import { useHasStep } from '../tools/use-has-step';
import { CompareControls } from './compare-controls';
import { MainMenu } from './main-menu';
import { PhotoTitle } from './photo-title';
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
