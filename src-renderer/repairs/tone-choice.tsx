import { TONE_CHOICES } from '../../src-main/contract/recipe';
import { useMessages } from '../messages/messages';
import { Segments } from '../parts/segments';
import { asksForColour } from './recipe';
import type { Repairs } from './schema';
import { ToningChoice } from './toning-choice';

interface Props {
  readonly repairs: Repairs;
  onChange(patch: Partial<Pick<Repairs['advanced'], 'tone' | 'toning'>>): void;
}

/** The choice whether a print keeps its single tone, and the tone of the result; not shown if colours are added. */
export function ToneChoice({ repairs, onChange }: Props) {
  const say = useMessages();
  if (asksForColour(repairs)) return null;
  const { toning } = repairs.advanced;
  return (
    <div>
      <div className="field">
        <span className="field-label">{say('tone.title')}</span>
        <Segments
          label={say('tone.title')}
          value={repairs.advanced.tone}
          options={TONE_CHOICES.map((value) => ({ value, text: say(`tone.${value}`) }))}
          onChange={(tone) => onChange({ tone })}
        />
      </div>
      <p className="quiet">{say('tone.text')}</p>
      <ToningChoice
        value={toning === 'keep' ? undefined : toning}
        onChange={(next) => onChange({ toning: next ?? 'keep' })}
      />
    </div>
  );
}
