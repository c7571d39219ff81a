import { useEffect, useState } from 'react';
import { healAnew, prepareHealing } from '../actions/heal';
import { activeMask } from '../actions/mask';
import { applyPaintOver, endPaintOver } from '../actions/results';
import { useMessages } from '../messages/messages';
import { Button } from '../parts/button';
import { handFocusOn } from '../parts/hand-focus-on';
import { NumberInput } from '../parts/number-input';
import { resultName } from '../results/result-name';
import { start } from '../state/alerts';
import { isHealedShown } from '../state/photo';
import { usePhoto, useRepairs } from '../state/photos';
import { stage } from '../state/stage';
import { chooseTool, overIn, useView } from '../state/view';
import { BrushOptions } from './brush-options';
import { CropBar } from './crop-bar';
import { ToolOptionsBar } from './tool-options-bar';
import { useMaskState } from './use-mask-state';

/** Options of the stage's current mode, above it, with the same height for every tool, so that the photo doesn't move. */
export function ModeBar() {
  return (
    <div className="mode-place">
      <Options />
    </div>
  );
}

function Options() {
  const name = useView(({ mode }) => mode.name);
  const isPaintOver = useView(({ mode }) => overIn(mode) !== null);
  switch (name) {
    case 'crop':
      return <CropBar />;
    case 'edges':
      return <EdgesBar />;
    case 'heal':
      return <HealBar />;
    case 'streak':
      return <StreakBar />;
    case 'marks':
      return (
        <>
          {isPaintOver && <PaintOverBar />}
          <ToolOptionsBar />
        </>
      );
  }
}

const toStage = handFocusOn(() => stage()?.focus());

/** The bar while the streak of a motion blur is drawn. */
function StreakBar() {
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

/** The bar while parts of one result are painted over another. */
function PaintOverBar() {
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

/** Options of the healing brush. */
function HealBar() {
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

const LIMITS = { min: 1, max: 200 } as const;

/** Grows, shrinks and softens the marks by a number of pixels, any number of times. */
function EdgesBar() {
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
