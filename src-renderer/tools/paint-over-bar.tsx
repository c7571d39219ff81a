import { applyPaintOver, endPaintOver } from '../actions/results';
import { useMessages } from '../messages/messages';
import { Button } from '../parts/button';
import { resultName } from '../results/result-name';
import { start } from '../state/alerts';
import { usePhoto } from '../state/photos';
import { overIn, useView } from '../state/view';
import { useMaskState } from './use-mask-state';

/** The bar while parts of one result are painted over another. */
export function PaintOverBar() {
  const say = useMessages();
  const isEmpty = useMaskState(({ damagedPixels }) => damagedPixels === 0);
  const over = useView((state) => overIn(state.mode)?.over);
  const results = usePhoto((state) => state.results);
  const result = results.find(({ id }) => id === over);
  return (
    <section className="mode-bar" aria-label={say('result.paintOver')}>
      <p className="mode-text">
        {result && say('result.paintOverText', { name: resultName(results, result, say) })}
      </p>
      <Button onPress={endPaintOver}>{say('dialog.cancel')}</Button>
      <Button look="main" isDisabled={isEmpty} onPress={() => start(applyPaintOver, 'result')}>
        {say('result.apply')}
      </Button>
    </section>
  );
}
