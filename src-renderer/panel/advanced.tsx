import { PROVIDERS } from '../../src-main/contract/recipe';
import { useMessages } from '../messages/messages';
import { NumberInput } from '../parts/number-input';
import { Segments } from '../parts/segments';
import { SelectInput } from '../parts/select-input';
import { LIMITS, type Repairs } from '../repairs/schema';
import { changeRepairs, useRepairs } from '../state/repairs';
import { Disclosed } from './disclosed';

function change(patch: Partial<Repairs['advanced']>): void {
  changeRepairs((repairs) => ({ ...repairs, advanced: { ...repairs.advanced, ...patch } }));
}

/** One answer or the mean of all, steps, candidates, the random number and what runs it. */
export function Advanced() {
  const say = useMessages();
  const { smooth, steps, samples, seed, provider } = useRepairs((state) => state.repairs.advanced);
  return (
    <Disclosed title={say('advanced.title')}>
      <div>
        <Segments
          label={say('advanced.finish')}
          value={smooth ? 'smooth' : 'detailed'}
          options={(['detailed', 'smooth'] as const).map((value) => ({
            value,
            text: say(`advanced.${value}`),
          }))}
          onChange={(value) => change({ smooth: value === 'smooth' })}
        />
        <p className="quiet">{say('advanced.finishText')}</p>
      </div>
      <div>
        <NumberInput
          label={say('advanced.samples')}
          value={samples}
          {...LIMITS.samples}
          onChange={(next) => change({ samples: next })}
        />
        <p className="quiet">{say('advanced.samplesText')}</p>
      </div>
      <div>
        <NumberInput
          label={say('advanced.steps')}
          value={steps}
          {...LIMITS.steps}
          onChange={(next) => change({ steps: next })}
        />
        <p className="quiet">{say('advanced.stepsText')}</p>
      </div>
      <div>
        <NumberInput
          label={say('advanced.seed')}
          value={seed}
          min={0}
          max={Number.MAX_SAFE_INTEGER}
          onChange={(next) => change({ seed: next })}
        />
        <p className="quiet">{say('advanced.seedText')}</p>
      </div>
      <SelectInput
        label={say('advanced.provider')}
        value={provider}
        options={PROVIDERS.map((value) => ({ value, text: say(`provider.${value}`) }))}
        onChange={(next) => change({ provider: next })}
      />
    </Disclosed>
  );
}
