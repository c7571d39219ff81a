import { IconEye, IconLayoutColumns, IconSeparatorVertical } from '@tabler/icons-react';
import { Button, Tooltip, TooltipTrigger } from 'react-aria-components';
import { useMessages } from '../messages/messages';
import { IconButton } from '../parts/icon-button';
import { shortcutOf } from '../shortcuts/table';
import { useJobs } from '../state/jobs';
import { usePhoto } from '../state/photos';
import { isMac } from '../state/program';
import { holdPhoto, useView } from '../state/view';

/** Compares before and after: by a divider, side by side, or while a button is held. */
export function CompareControls() {
  const say = useMessages();
  const compare = useView((state) => state.compare);
  const hasResult = usePhoto((state) => state.shown !== null);
  const hasLive = useJobs((state) => state.lives.length > 0);
  const isDisabled = !hasResult && !hasLive;
  const toggle = (mode: 'slider' | 'side') => {
    if (compare.mode === mode) useView.setState({ compare: { mode: 'off' } });
    else useView.setState({ compare: mode === 'slider' ? { mode, position: 0.5 } : { mode } });
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for forms.
    <div className="top-group" role="group" data-tour="compare" aria-label={say('compare.label')}>
      <IconButton
        label={say('compare.slider')}
        icon={IconSeparatorVertical}
        isDisabled={isDisabled}
        isSelected={compare.mode === 'slider'}
        onPress={() => toggle('slider')}
      />
      <IconButton
        label={say('compare.side')}
        icon={IconLayoutColumns}
        isDisabled={isDisabled}
        isSelected={compare.mode === 'side'}
        onPress={() => toggle('side')}
      />
      <TooltipTrigger delay={400} closeDelay={0}>
        <Button
          className="icon-button"
          aria-label={say('compare.hold')}
          isDisabled={isDisabled}
          onPressStart={() => holdPhoto(true)}
          onPressEnd={() => holdPhoto(false)}
        >
          <IconEye size={20} stroke={1.5} aria-hidden />
        </Button>
        <Tooltip className="tooltip" placement="bottom" offset={8}>
          {say('compare.hold')}
          <kbd>{shortcutOf('holdCompare', isMac())}</kbd>
        </Tooltip>
      </TooltipTrigger>
    </div>
  );
}
