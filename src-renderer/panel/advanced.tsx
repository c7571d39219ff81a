import { useMessages } from '../messages/messages';
import { NumberInput } from '../parts/number-input';
import { Segments } from '../parts/segments';
import { numbersOf } from '../repairs/recipe';
import { LIMITS, type Repairs } from '../repairs/schema';
import { changeRepairs, useRepairs } from '../state/repairs';
import { Disclosed } from './disclosed';
import { ProviderSelect } from './provider-select';

function change(patch: Partial<Repairs['advanced']>): void {
  changeRepairs((repairs) => ({ ...repairs, advanced: { ...repairs.advanced, ...patch } }));
}

/** One answer or the mean of all, steps, candidates, the random number and what runs it. */
export function Advanced() {
  const say = useMessages();
  const advanced = useRepairs((state) => state.repairs.advanced);
  return (
    <Disclosed title={say('advanced.title')}>
      <div>
        <Segments
          label={say('advanced.finish')}
          value={advanced.smooth ? 'smooth' : 'detailed'}
          options={(['detailed', 'smooth'] as const).map((value) => ({
            value,
            text: say(`advanced.${value}`),
          }))}
          onChange={(value) => change({ smooth: value === 'smooth' })}
        />
        <p className="quiet">{say('advanced.finishText')}</p>
      </div>
      {advanced.smooth && <p className="quiet">{say('advanced.smoothOnly')}</p>}
      {numbersOf(advanced).map((name) => (
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
