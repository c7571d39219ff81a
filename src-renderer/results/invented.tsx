import type { Result } from '../../src-main/contract/window/results';
import { anotherCandidate } from '../actions/restore';
import { siblings, toggleSpread } from '../actions/results';
import { useMessages } from '../messages/messages';
import { Button } from '../parts/button';
import { CheckInput } from '../parts/check-input';
import { start } from '../state/alerts';
import { usePhoto } from '../state/photos';
import { useView } from '../state/view';

interface Props {
  readonly result: Result;
}

/** Shows over the picture where candidates disagree. */
export function Invented({ result }: Props) {
  const say = useMessages();
  const results = usePhoto((state) => state.results);
  const shown = useView((state) => state.spreadShown);
  const enough = siblings(results, result).length >= 2;
  return (
    <section className="panel-section">
      <CheckInput
        isSelected={shown}
        isDisabled={!enough}
        onChange={() => start(() => toggleSpread(result), 'result')}
      >
        {say('result.spread')}
      </CheckInput>
      <p className="quiet">{say(enough ? 'result.spreadText' : 'result.spreadNeeds')}</p>
      <Button onPress={() => start(anotherCandidate, 'restore')}>{say('result.another')}</Button>
    </section>
  );
}
