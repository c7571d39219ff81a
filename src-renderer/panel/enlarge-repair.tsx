import { numberWords, useMessages } from '../messages/messages';
import { Segments } from '../parts/segments';
import { changeRepairs, usePhoto, useRepairs } from '../state/photos';
import { Repair } from './repair';

const FACTORS = [2, 4] as const;

export function EnlargeRepair() {
  const say = useMessages();
  const factor = useRepairs((state) => state.repairs.enlarge.factor);
  const document = usePhoto((state) => state.document);
  return (
    <Repair name="enlarge">
      <Segments
        label={say('enlarge.factor')}
        value={String(factor)}
        options={FACTORS.map((one) => ({ value: String(one), text: say('enlarge.times', { factor: one }) }))}
        onChange={(chosen) => {
          const next = FACTORS.find((one) => String(one) === chosen);
          if (next) changeRepairs((repairs) => ({ ...repairs, enlarge: { on: true, factor: next } }));
        }}
      />
      {document && (
        <p className="quiet numbers">
          {say('enlarge.size', {
            width: numberWords(document.width * factor),
            height: numberWords(document.height * factor),
          })}
        </p>
      )}
    </Repair>
  );
}
