import { IconArrowsMaximize, IconZoomIn, IconZoomOut } from '@tabler/icons-react';
import { runCommand } from '../actions/commands';
import { useMessages } from '../messages/messages';
import { Button } from '../parts/button';
import { IconButton } from '../parts/icon-button';
import { useView } from '../state/view';

export function ZoomControls() {
  const say = useMessages();
  const view = useView((state) => state.view);
  const percent = Math.round((view?.zoom ?? 1) * 100);
  return (
    <div className="top-group">
      <IconButton
        label={say('command.fit')}
        icon={IconArrowsMaximize}
        shortcut="fit"
        onPress={() => runCommand('fit')}
      />
      <IconButton
        label={say('command.zoomOut')}
        icon={IconZoomOut}
        shortcut="zoomOut"
        onPress={() => runCommand('zoomOut')}
      />
      <span className="zoom numbers">{say('top.zoom', { percent })}</span>
      <IconButton
        label={say('command.zoomIn')}
        icon={IconZoomIn}
        shortcut="zoomIn"
        onPress={() => runCommand('zoomIn')}
      />
      <Button look="bare" label={say('command.actualSize')} onPress={() => runCommand('actualSize')}>
        1:1
      </Button>
    </div>
  );
}
