import { useState } from 'react';
import { PLAIN_LOOK, type Result } from '../../src-main/contract/window/results';
import { setLook } from '../actions/results';
import { useMessages } from '../messages/messages';
import { SliderInput } from '../parts/slider-input';
import { ToningChoice } from '../repairs/toning-choice';
import { usePhoto } from '../state/photos';

interface Props {
  readonly result: Result;
}

/** Mixes the result with the photo, adds film grain and gives it a tone; applied when a thumb is released. */
export function LookSliders({ result }: Props) {
  const say = useMessages();
  const kept = usePhoto((state) => state.looks[result.id] ?? PLAIN_LOOK);
  const [look, change] = useState(kept);
  const slider = (name: 'strength' | 'grain') => (
    <SliderInput
      label={say(`result.${name}`)}
      value={look[name]}
      min={0}
      max={1}
      step={0.05}
      words={say('result.percent', { percent: Math.round(look[name] * 100) })}
      onChange={(value) => change({ ...look, [name]: value })}
      onChangeEnd={(value) => setLook(result.id, { ...look, [name]: value })}
    />
  );
  return (
    <section className="panel-section">
      {slider('strength')}
      <p className="quiet">{say('result.strengthText')}</p>
      {result.recipe.noise > 0 && slider('grain')}
      <ToningChoice
        value={look.toning}
        onChange={(toning) => {
          const { toning: _, ...others } = look;
          const next = { ...others, ...(toning && { toning }) };
          change(next);
          setLook(result.id, next);
        }}
      />
    </section>
  );
}
