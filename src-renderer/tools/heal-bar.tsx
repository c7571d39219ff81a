import { useEffect } from 'react';
import { healAnew, prepareHealing } from '../actions/heal';
import { useMessages } from '../messages/messages';
import { Button } from '../parts/button';
import { start } from '../state/alerts';
import { isHealedShown } from '../state/photo';
import { usePhoto } from '../state/photos';
import { BrushOptions } from './brush-options';

/** Options of the healing brush. */
export function HealBar() {
  const say = useMessages();
  const document = usePhoto((state) => state.document?.id);
  const shown = usePhoto((state) => state.shown);
  const look = usePhoto((state) => (shown === null ? undefined : state.looks[shown]));
  const isHealed = usePhoto(isHealedShown);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another look is another picture to be copied
  useEffect(() => {
    if (document !== undefined && !isHealed) start(() => prepareHealing(document, shown), 'heal');
  }, [document, shown, look, isHealed]);
  return (
    <fieldset className="mode-bar mode-inline" aria-label={say('tool.options')}>
      <BrushOptions />
      <p className="quiet mode-text">{say('tool.hint.heal')}</p>
      <Button isDisabled={!isHealed} onPress={healAnew}>
        {say('command.healAnew')}
      </Button>
    </fieldset>
  );
}
