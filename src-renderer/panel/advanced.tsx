import { useMessages } from '../messages/messages';
import { NumberInput } from '../parts/number-input';
import { LIMITS } from '../repairs/advanced';
import { DetailSlider } from '../repairs/detail-slider';
import { numbersOf } from '../repairs/recipe';
import type { Repairs } from '../repairs/schema';
import { ToneChoice } from '../repairs/tone-choice';
import { changeRepairs, useRepairs } from '../state/photos';
import { Disclosed } from './disclosed';
import { ProviderSelect } from './provider-select';

function change(patch: Partial<Repairs['advanced']>): void {
  changeRepairs((repairs) => ({ ...repairs, advanced: { ...repairs.advanced, ...patch } }));
}

/** Detail, tone, steps, candidates, random number and provider. */
export function Advanced() {
  const say = useMessages();
  const repairs = useRepairs((state) => state.repairs);
  const { advanced } = repairs;
  return (
    <Disclosed title={say('advanced.title')}>
      <DetailSlider repairs={repairs} onChange={(detail) => change({ detail })} />
      <ToneChoice repairs={repairs} onChange={change} />
      {numbersOf(repairs).map((name) => (
        <div key={name}>
          <NumberInput
            label={say(`advanced.${name}`)}
            value={advanced[name]}
            {...LIMITS[name]}
            onChange={(next) => change({ [name]: next })}
          />
          <p className="quiet">{say(`advanced.${name}Text`)}</p>
        </div>
      ))}
      <ProviderSelect
        label={say('advanced.provider')}
        value={advanced.provider}
        onChange={(next) => change({ provider: next })}
      />
    </Disclosed>
  );
}
