import { IconBrush, IconScan } from '@tabler/icons-react';
import { findAgain, findDamage } from '../../actions/mask';
import { shareWords } from '../../messages/figures';
import { useMessages } from '../../messages/messages';
import { Button } from '../../parts/button';
import { SliderInput } from '../../parts/slider-input';
import { start } from '../../state/alerts';
import { usePhoto } from '../../state/photos';
import { stage } from '../../state/stage';
import { chooseTool, useView } from '../../state/view';
import { useMaskState } from '../../tools/use-mask-state';

/** How much of the open photo is marked, and ways to mark it. */
export function Marks() {
  const say = useMessages();
  const busy = useMaskState((state) => state.busy);
  const sensitivity = useView((state) => state.sensitivity);
  return (
    <>
      <MarkedShare />
      <div className="chips">
        <Button onPress={brush}>
          <IconBrush size={16} stroke={1.5} aria-hidden />
          {say('mask.paint')}
        </Button>
        <Button isDisabled={busy} onPress={() => start(findDamage, 'mark')}>
          <IconScan size={16} stroke={1.5} aria-hidden />
          {say('mask.findShort')}
        </Button>
      </div>
      <SliderInput
        label={say('mask.sensitivity')}
        value={sensitivity}
        min={0}
        max={1}
        step={0.05}
        words={say('result.percent', { percent: Math.round(sensitivity * 100) })}
        onChange={(next) => useView.setState({ sensitivity: next })}
        onChangeEnd={() => start(findAgain, 'mark')}
      />
    </>
  );
}

function MarkedShare() {
  const say = useMessages();
  const busy = useMaskState((state) => state.busy);
  const damagedPixels = useMaskState((state) => state.damagedPixels);
  const document = usePhoto((state) => state.document);
  const share = document ? damagedPixels / (document.width * document.height) : 0;
  return (
    <p className="quiet" role="status">
      {busy
        ? say('mask.busy')
        : damagedPixels === 0
          ? say('mask.none')
          : say('mask.share', { percent: shareWords(share) })}
    </p>
  );
}

function brush(): void {
  chooseTool('brush');
  stage()?.focus();
}
