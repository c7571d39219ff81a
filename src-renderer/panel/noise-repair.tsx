import { useMessages } from '../messages/messages';
import { Button } from '../parts/button';
import { SliderInput } from '../parts/slider-input';
import { LIMITS } from '../repairs/schema';
import { noiseWord } from '../repairs/words';
import { usePhoto } from '../state/photo';
import { changeRepairs, useRepairs } from '../state/repairs';
import { Repair } from './repair';

function setLevels(levels: number): void {
  changeRepairs((repairs) => ({ ...repairs, noise: { ...repairs.noise, levels } }));
}

export function NoiseRepair() {
  const say = useMessages();
  const levels = useRepairs((state) => state.repairs.noise.levels);
  const estimate = usePhoto((state) => state.suggestions?.noise);
  const rounded = estimate === undefined ? 0 : Math.round(estimate);
  return (
    <Repair name="noise">
      <SliderInput
        label={say('noise.level')}
        value={levels}
        {...LIMITS.noise}
        words={say('noise.value', { word: say(noiseWord(levels)), levels })}
        onChange={setLevels}
      />
      {rounded >= LIMITS.noise.min && rounded !== levels && (
        <Button onPress={() => setLevels(Math.min(rounded, LIMITS.noise.max))}>
          {say('noise.estimate', { levels: rounded })}
        </Button>
      )}
    </Repair>
  );
}
