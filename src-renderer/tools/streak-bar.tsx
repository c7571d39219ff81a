import { useMessages } from '../messages/messages';
import { Button } from '../parts/button';
import { handFocusOn } from '../parts/hand-focus-on';
import { useRepairs } from '../state/photos';
import { stage } from '../state/stage';
import { chooseTool } from '../state/view';

const toStage = handFocusOn(() => stage()?.focus());

/** The bar while the streak of a motion blur is drawn. */
export function StreakBar() {
  const say = useMessages();
  const { length, angle } = useRepairs((state) => state.repairs.blur);
  return (
    <section ref={toStage} className="mode-bar mode-inline" aria-label={say('blur.draw')}>
      <p className="mode-text">{say('blur.drawing')}</p>
      <span className="numbers mode-text">{say('blur.drawn', { pixels: length, degrees: angle })}</span>
      <Button look="main" onPress={() => chooseTool('hand')}>
        {say('dialog.done')}
      </Button>
    </section>
  );
}
