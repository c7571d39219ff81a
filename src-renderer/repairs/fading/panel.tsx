import { HistogramOf } from '../../inspect/histogram';
import { useMessages } from '../../messages/messages';
import { Button } from '../../parts/button';
import { SliderInput } from '../../parts/slider-input';
import type { PanelProps } from '../panel-props';
import { RepairSection } from '../section';
import { hasTint, LIMITS, suggestedLevels } from './repair';

export function FadingPanel(props: PanelProps<'fading'>) {
  const say = useMessages();
  const { value, photo, onChange } = props;
  const { black, white, cast, edges } = value;
  const suggested = photo?.suggestions && suggestedLevels(photo.suggestions);
  return (
    <RepairSection name="fading" {...props}>
      {photo?.document && (
        <HistogramOf
          picture={photo.document.picture}
          label={say('picture.channels', { name: photo.document.name })}
          marks={[black, white]}
        />
      )}
      <SliderInput
        label={say('fading.black')}
        value={black}
        {...LIMITS.black}
        words={say('fading.level', { level: black })}
        onChange={(next) => onChange({ black: next })}
      />
      <SliderInput
        label={say('fading.white')}
        value={white}
        {...LIMITS.white}
        words={say('fading.level', { level: white })}
        onChange={(next) => onChange({ white: next })}
      />
      {hasTint(value) && (
        <SliderInput
          label={say('fading.cast')}
          value={cast}
          {...LIMITS.cast}
          step={0.05}
          words={say('result.percent', { percent: Math.round(cast * 100) })}
          onChange={(next) => onChange({ cast: next })}
        />
      )}
      <SliderInput
        label={say('fading.edges')}
        value={edges}
        {...LIMITS.edges}
        words={say('result.percent', { percent: edges })}
        onChange={(next) => onChange({ edges: next })}
      />
      {suggested &&
        (suggested.edges !== edges ||
          suggested.black !== black ||
          suggested.white !== white ||
          cast !== 1) && (
          <Button onPress={() => onChange(suggested)}>
            {say('fading.estimate', { black: suggested.black, white: suggested.white })}
          </Button>
        )}
      {photo?.suggestions && !suggested && <p className="quiet">{say('fading.none')}</p>}
    </RepairSection>
  );
}
