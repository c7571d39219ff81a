import { useMessages } from '../../messages/messages';
import { Button } from '../../parts/button';
import { SliderInput } from '../../parts/slider-input';
import type { PanelProps } from '../panel-props';
import { RepairSection } from '../section';
import { LIMITS, measuredNoise } from './repair';
import { grainWord, noiseWord } from './words';

export function NoisePanel(props: PanelProps<'noise'>) {
  const say = useMessages();
  const { value, photo, onChange } = props;
  const { levels, grain = 0 } = value;
  const measured = photo?.suggestions && measuredNoise(photo.suggestions);
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
      {measured && (measured.levels !== levels || measured.grain !== grain) && (
        <Button onPress={() => onChange(measured)}>
          {measured.grain > 0
            ? say('noise.estimateGrain', { levels: measured.levels, pixels: measured.grain })
            : say('noise.estimate', { levels: measured.levels })}
        </Button>
      )}
    </RepairSection>
  );
}
