import { useMessages } from '../messages/messages';
import { Button } from '../parts/button';
import { SliderInput } from '../parts/slider-input';
import { LIMITS, type Repairs } from '../repairs/schema';
import { measuredOf } from '../repairs/suggested';
import { grainWord, noiseWord } from '../repairs/words';
import { changeRepairs, usePhoto, useRepairs } from '../state/photos';
import { Repair } from './repair';

function change(patch: Partial<Repairs['noise']>): void {
  changeRepairs((repairs) => ({ ...repairs, noise: { ...repairs.noise, ...patch } }));
}

export function NoiseRepair() {
  const say = useMessages();
  const { levels, grain = 0 } = useRepairs((state) => state.repairs.noise);
  const suggestions = usePhoto((state) => state.suggestions);
  const measured = suggestions && measuredOf(suggestions);
  return (
    <Repair name="noise">
      <SliderInput
        label={say('noise.level')}
        value={levels}
        {...LIMITS.noise}
        words={say('noise.value', { word: say(noiseWord(levels)), levels })}
        onChange={(next) => change({ levels: next })}
      />
      <SliderInput
        label={say('noise.grain')}
        value={grain}
        {...LIMITS.grain}
        step={0.1}
        words={
          grain === 0 ? say('grain.none') : say('grain.value', { word: say(grainWord(grain)), pixels: grain })
        }
        onChange={(next) => change({ grain: next })}
      />
      {measured && (measured.levels !== levels || measured.grain !== grain) && (
        <Button onPress={() => change({ levels: measured.levels, grain: measured.grain })}>
          {measured.grain > 0
            ? say('noise.estimateGrain', { levels: measured.levels, pixels: measured.grain })
            : say('noise.estimate', { levels: measured.levels })}
        </Button>
      )}
    </Repair>
  );
}
