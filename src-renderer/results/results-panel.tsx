import './results-panel.css';
import { isHealedByHand } from '../../src-main/contract/window/results';
import { useMessages } from '../messages/messages';
import { shownResult } from '../state/photo';
import { usePhoto } from '../state/photos';
import { History } from './history';
import { Invented } from './invented';
import { LookSliders } from './look-sliders';
import { PaintOverChoice } from './paint-over-choice';

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
