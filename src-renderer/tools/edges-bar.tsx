import { useState } from 'react';
import { activeMask } from '../actions/mask';
import { useMessages } from '../messages/messages';
import { Button } from '../parts/button';
import { handFocusOn } from '../parts/hand-focus-on';
import { NumberInput } from '../parts/number-input';
import { start } from '../state/alerts';
import { stage } from '../state/stage';
import { chooseTool } from '../state/view';
import { useMaskState } from './use-mask-state';

const LIMITS = { min: 1, max: 200 } as const;

const toStage = handFocusOn(() => stage()?.focus());

/** Grows, shrinks and softens the marks by a number of pixels, any number of times. */
export function EdgesBar() {
  const say = useMessages();
  const isDisabled = useMaskState(({ damagedPixels, busy }) => damagedPixels === 0 || busy);
  const [pixels, setPixels] = useState(2);
  const change = (how: 'grow' | 'shrink' | 'feather') => {
    const mask = activeMask();
    if (mask) start(() => mask[how](pixels));
  };
  return (
    <section ref={toStage} className="mode-bar mode-inline" aria-label={say('mask.edges')}>
      <NumberInput label={say('mask.edgesBy')} value={pixels} {...LIMITS} onChange={setPixels} />
      <Button isDisabled={isDisabled} onPress={() => change('grow')}>
        {say('mask.grow')}
      </Button>
      <Button isDisabled={isDisabled} onPress={() => change('shrink')}>
        {say('mask.shrink')}
      </Button>
      <Button isDisabled={isDisabled} onPress={() => change('feather')}>
        {say('mask.feather')}
      </Button>
      <p className="quiet mode-text">{say('mask.edgesText')}</p>
      <Button look="main" onPress={() => chooseTool('hand')}>
        {say('dialog.done')}
      </Button>
    </section>
  );
}
