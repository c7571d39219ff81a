import { useMessages } from '../../messages/messages';
import { Button } from '../../parts/button';
import { SliderInput } from '../../parts/slider-input';
import type { PanelProps } from '../panel-props';
import { RepairSection } from '../section';
import { LIMITS, suggestedNoise } from './repair';
import { grainWord, noiseWord } from './words';

export function NoisePanel(props: PanelProps<'noise'>) {
  const say = useMessages();
  const { value, photo, onChange } = props;
  const { levels, grain = 0 } = value;
  const suggested = photo?.suggestions && suggestedNoise(photo.suggestions);
  return (
    <RepairSection name="noise" {...props}>
      <SliderInput
        label={say('noise.level')}
        value={levels}
        {...LIMITS.levels}
        words={say('noise.value', { word: say(noiseWord(levels)), levels })}
        onChange={(next) => onChange({ levels: next })}
      />
      <SliderInput
        label={say('noise.grain')}
        value={grain}
        {...LIMITS.grain}
        step={0.1}
        words={
          grain === 0 ? say('grain.none') : say('grain.value', { word: say(grainWord(grain)), pixels: grain })
        }
        onChange={(next) => onChange({ grain: next })}
      />
      {suggested && (suggested.levels !== levels || suggested.grain !== grain) && (
        <Button onPress={() => onChange(suggested)}>
          {suggested.grain > 0
            ? say('noise.estimateGrain', { levels: suggested.levels, pixels: suggested.grain })
            : say('noise.estimate', { levels: suggested.levels })}
        </Button>
      )}
    </RepairSection>
  );
}
