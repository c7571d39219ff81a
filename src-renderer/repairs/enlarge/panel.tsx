import { numberWords, useMessages } from '../../messages/messages';
import { Segments } from '../../parts/segments';
import type { PanelProps } from '../panel-props';
import { RepairSection } from '../section';
import { FACTORS } from './repair';

export function EnlargePanel(props: PanelProps<'enlarge'>) {
  const say = useMessages();
  const { value, photo, onChange } = props;
  const { factor } = value;
  return (
    <RepairSection name="enlarge" {...props}>
      <Segments
        label={say('enlarge.factor')}
        value={String(factor)}
        options={FACTORS.map((one) => ({ value: String(one), text: say('enlarge.times', { factor: one }) }))}
        onChange={(chosen) => {
          const next = FACTORS.find((one) => String(one) === chosen);
          if (next) onChange({ factor: next });
        }}
      />
      {photo?.document && (
        <p className="quiet numbers">
          {say('enlarge.size', {
            width: numberWords(photo.document.width * factor),
            height: numberWords(photo.document.height * factor),
          })}
        </p>
      )}
    </RepairSection>
  );
}
