import { IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { callsOf, isExactSample } from '../../src-main/contract/detail';
import type { Said } from '../../src-main/contract/said';
import { isHealedByHand, PLAIN_LOOK, type Result } from '../../src-main/contract/window/results';
import { removeResult, showResult } from '../actions/results';
import { deviceWords } from '../bottom/device-words';
import { Thumbnail } from '../bottom/thumbnail';
import { saidWords } from '../client/said-words';
import { thumbnailUrl } from '../client/tiles';
import { formatLocale, numberWords, type Say, useMessages } from '../messages/messages';
import { Button } from '../parts/button';
import { IconButton } from '../parts/icon-button';
import { Question } from '../parts/question';
import { repairsOf } from '../repairs/from-recipe';
import { detailWords } from '../repairs/words';
import { start } from '../state/alerts';
import { changeRepairs, usePhoto } from '../state/photos';
import { useView } from '../state/view';
import { recipeLine, wholeRecipe } from './recipe-line';
import { composedOf, resultName } from './result-name';

interface Props {
  readonly result: Result;
  /** Warnings about its run that no earlier row shows. */
  readonly warnings: readonly Said[];
}

/** One result with its settings and the provider that ran it. */
export function HistoryRow({ result, warnings }: Props) {
  const say = useMessages();
  const [asking, setAsking] = useState(false);
  // Not the whole photo, because each stroke changes it.
  const results = usePhoto((state) => state.results);
  const isShown = usePhoto((state) => state.shown === result.id);
  const look = usePhoto((state) => state.looks[result.id] ?? PLAIN_LOOK);
  const saved = usePhoto((state) => state.saved[result.id]);
  const { recipe, seconds, provider, changedPixels, made } = result;
  const name = resultName(results, result, say);
  const again = () => {
    changeRepairs((repairs) => repairsOf(wholeRecipe(result), repairs));
    useView.setState({ panel: 'repairs' });
  };
  return (
    <li className="history-row">
      <Thumbnail
        name={name}
        number={results.indexOf(result) + 1}
        url={thumbnailUrl(result.picture)}
        isSelected={isShown}
        onPress={() => showResult(result.id)}
      />
      <div>
        <div>{recipeLine(wholeRecipe(result), look, say)}</div>
        <div className="quiet">{timeOf(made)}</div>
        {saved !== undefined && <div className="quiet">{say('result.savedAs', { name: saved })}</div>}
      </div>
      <IconButton
        label={say('result.remove')}
        icon={IconTrash}
        placement="left"
        onPress={() => setAsking(true)}
      />
      {asking && <RemoveQuestion result={result.id} name={name} onClose={() => setAsking(false)} />}
      <div className="history-more quiet">
        <p className="numbers">
          {result.sample === null
            ? handWords(results, result, say)
            : say('result.details', {
                count: callsOf(recipe),
                seed: recipe.seed,
                seconds: Math.max(1, Math.round(seconds)),
                provider: deviceWords(provider, say),
              })}
        </p>
        {result.sample !== null && (
          <p>
            {isExactSample(recipe)
              ? say('detail.exact')
              : `${say('detail.title')}: ${detailWords(recipe.detail, say)}`}
          </p>
        )}
        {result.sample !== null && result.strokes && <p>{strokeWords(result, say)}</p>}
        {recipe.tone === 'single' && <p>{say('tone.kept')}</p>}
        {recipe.tone === 'free' && <p>{say('tone.notKept')}</p>}
        {changedPixels !== null && (
          <p>{say('result.changed', { count: changedPixels, number: numberWords(changedPixels) })}</p>
        )}
        {warnings.map(saidWords).map((words) => (
          <p key={words}>{words}</p>
        ))}
        <Button look="bare" onPress={again}>
          {say('result.useRepairs')}
        </Button>
      </div>
    </li>
  );
}

/** Words about what was done by hand. */
function handWords(results: readonly Result[], result: Result, say: Say): string {
  return isHealedByHand(result) ? strokeWords(result, say) : composedOf(results, result, say);
}

function strokeWords({ strokes = [] }: Result, say: Say): string {
  return say('result.strokes', { count: strokes.length });
}

function timeOf(iso: string): string {
  const time = new Date(iso);
  if (Number.isNaN(time.getTime())) return iso;
  return time.toLocaleString(formatLocale(), { dateStyle: 'short', timeStyle: 'short' });
}

interface RemoveProps {
  /** Id of the result. */
  readonly result: string;
  /** Its name in the window. */
  readonly name: string;
  onClose(): void;
}

/** Asks before a result is removed, because it may have taken minutes and can't be brought back. */
function RemoveQuestion({ result, name, onClose }: RemoveProps) {
  const say = useMessages();
  const remove = () => {
    onClose();
    start(() => removeResult(result), 'result');
  };
  return (
    <Question title={say('result.removeTitle')} text={say('result.removeText', { name })} onClose={onClose}>
      <Button onPress={remove}>{say('result.removeIt')}</Button>
    </Question>
  );
}
