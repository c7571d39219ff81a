import { IconBrush, IconScan } from '@tabler/icons-react';
import { findScratches } from '../actions/mask';
import { formatLocale, useMessages } from '../messages/messages';
import { Button } from '../parts/button';
import { start } from '../state/alerts';
import { usePhoto } from '../state/photo';
import { stage } from '../state/stage';
import { chooseTool } from '../state/view';
import { useMaskState } from '../tools/use-mask-state';
import { Repair } from './repair';

export function ScratchesRepair() {
  const say = useMessages();
  const { coverage, busy } = useMaskState();
  const document = usePhoto((state) => state.document);
  const share = document ? coverage / (document.width * document.height) : 0;
  return (
    <Repair name="scratches">
      <p className="quiet" role="status">
        {busy
          ? say('mask.busy')
          : coverage === 0
            ? say('mask.none')
            : say('mask.coverage', { percent: percentText(share) })}
      </p>
      <div className="chips">
        <Button onPress={brush}>
          <IconBrush size={16} stroke={1.5} aria-hidden />
          {say('mask.paint')}
        </Button>
        <Button onPress={() => start(() => findScratches(0.5))}>
          <IconScan size={16} stroke={1.5} aria-hidden />
          {say('mask.findShort')}
        </Button>
      </div>
    </Repair>
  );
}

function brush(): void {
  chooseTool('brush');
  stage()?.focus();
}

function percentText(share: number): string {
  return (share * 100).toLocaleString(formatLocale(), { maximumSignificantDigits: 2 });
}
