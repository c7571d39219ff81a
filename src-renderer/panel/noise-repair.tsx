import { useMessages } from '../messages/messages';
import { Button } from '../parts/button';
import { SliderInput } from '../parts/slider-input';
import { LIMITS } from '../repairs/schema';
import { measuredOf } from '../repairs/suggested';
import { noiseWord } from '../repairs/words';
import { changeRepairs, usePhoto, useRepairs } from '../state/photos';
import { Repair } from './repair';

function setLevels(levels: number): void {
  changeRepairs((repairs) => ({ ...repairs, noise: { ...repairs.noise, levels } }));
}

export function NoiseRepair() {
  const say = useMessages();
  const levels = useRepairs((state) => state.repairs.noise.levels);
  const suggestions = usePhoto((state) => state.suggestions);
  const measured = suggestions && measuredOf(suggestions).levels;
  return (
    <Repair name="noise">
      <SliderInput
        label={say('noise.level')}
        value={levels}
        {...LIMITS.noise}
        words={say('noise.value', { word: say(noiseWord(levels)), levels })}
        onChange={setLevels}
      />
      {measured !== null && measured !== levels && (
        <Button onPress={() => setLevels(measured)}>{say('noise.estimate', { levels: measured })}</Button>
      )}
    </Repair>
  );
}
