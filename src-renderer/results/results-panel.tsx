import './results-panel.css';
import { isHealedByHand, type Result } from '../../src-main/contract/window/results';
import { anotherResult } from '../actions/restore';
import { beginPaintOver, siblings, toggleSpread } from '../actions/results';
import { Thumbnail } from '../bottom/thumbnail';
import { thumbnailUrl } from '../client/tiles';
import { useMessages } from '../messages/messages';
import { Button } from '../parts/button';
import { CheckInput } from '../parts/check-input';
import { start } from '../state/alerts';
import { shownResult } from '../state/photo';
import { usePhoto } from '../state/photos';
import { overIn, useView } from '../state/view';
import { History } from './history';
import { LookSliders } from './look-sliders';
import { resultName } from './result-name';

/** The results: the look of the shown one, its invented parts, and the history. */
export function ResultsPanel() {
  const say = useMessages();
  const result = usePhoto(shownResult);
  const isEmpty = usePhoto((state) => state.results.length === 0);
  if (isEmpty) {
    return (
      <div className="panel-section">
        <p className="quiet">{say('result.none')}</p>
      </div>
    );
  }
  return (
    <div className="panel-scroll">
      {result && <LookSliders key={result.id} result={result} />}
      {result && !isHealedByHand(result) && <Invented result={result} />}
      {result && <PaintOverChoice result={result} />}
      <History />
    </div>
  );
}

interface InventedProps {
  readonly result: Result;
}

/** Shows over the picture where candidates disagree. */
function Invented({ result }: InventedProps) {
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
      <Button onPress={() => start(anotherResult, 'restore')}>{say('result.another')}</Button>
    </section>
  );
}

interface PaintOverChoiceProps {
  readonly result: Result;
}

/** Other candidates of the same extent, which can be painted over the shown one. */
function PaintOverChoice({ result }: PaintOverChoiceProps) {
  const say = useMessages();
  const results = usePhoto((state) => state.results);
  const over = useView((state) => overIn(state.mode)?.over);
  const { width, height } = result.picture;
  const others = results.filter(
    ({ id, picture }) => id !== result.id && picture.width === width && picture.height === height,
  );
  if (others.length === 0) return null;
  return (
    <section className="panel-section">
      <h2 className="section-title">{say('result.paintOver')}</h2>
      <div className="chips">
        {others.map((other) => (
          <Thumbnail
            key={other.id}
            name={resultName(results, other, say)}
            number={results.indexOf(other) + 1}
            url={thumbnailUrl(other.picture)}
            isSelected={other.id === over}
            onPress={() => beginPaintOver(other)}
          />
        ))}
      </div>
    </section>
  );
}
