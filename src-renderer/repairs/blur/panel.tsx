import { chooseFiles } from '../../actions/choose-files';
import type { MessageKey } from '../../messages/keys';
import { useMessages } from '../../messages/messages';
import { Button } from '../../parts/button';
import { NumberInput } from '../../parts/number-input';
import { Segments } from '../../parts/segments';
import { SliderInput } from '../../parts/slider-input';
import { start } from '../../state/alerts';
import { changeShown, useRepairs } from '../../state/photos';
import { useView } from '../../state/view';
import type { PanelProps } from '../panel-props';
import { RepairSection } from '../section';
import { KINDS, LIMITS, suggestedBlur, suggestedStreak } from './repair';

/** A picture of the blur belongs to one photo, so a folder's blur is soft instead. */
export function BlurPanel(props: PanelProps<'blur'>) {
  const say = useMessages();
  const { value, photo, onChange } = props;
  const kinds = photo ? KINDS : KINDS.filter((kind) => kind !== 'picture');
  const kind = kinds.find((one) => one === value.kind) ?? 'soft';
  return (
    <RepairSection name="blur" {...props}>
      <Segments
        label={say('blur.kind')}
        value={kind}
        options={kinds.map((one) => ({ value: one, text: say(`blur.${one}`) }))}
        onChange={(next) => onChange({ kind: next })}
      />
      {kind === 'soft' && <Soft {...props} />}
      {kind === 'motion' && <Motion {...props} />}
      {kind === 'picture' && <ChoosePicture />}
    </RepairSection>
  );
}

function Soft({ value, photo, onChange }: PanelProps<'blur'>) {
  const say = useMessages();
  const { deviation } = value;
  const suggested = photo?.suggestions ? suggestedBlur(photo.suggestions) : null;
  return (
    <>
      <SliderInput
        label={say('blur.deviation')}
        value={deviation}
        {...LIMITS.deviation}
        step={0.1}
        words={say('blur.value', { word: say(blurWord(deviation)), pixels: deviation })}
        onChange={(next) => onChange({ deviation: next })}
      />
      {suggested !== null && suggested !== deviation && (
        <Button onPress={() => onChange({ deviation: suggested })}>
          {say('blur.estimate', { pixels: suggested })}
        </Button>
      )}
    </>
  );
}

/** A blur's standard deviation in pixels as a word. */
function blurWord(deviation: number): MessageKey {
  if (deviation < 1) return 'blur.slight';
  if (deviation < 2.5) return 'blur.clear';
  return 'blur.heavy';
}

function Motion({ value, photo, onChange }: PanelProps<'blur'>) {
  const say = useMessages();
  const suggested = photo?.suggestions ? suggestedStreak(photo.suggestions) : null;
  const isOther = suggested && (suggested.length !== value.length || suggested.angle !== value.angle);
  return (
    <>
      <div className="columns">
        <NumberInput
          label={say('blur.length')}
          value={value.length}
          {...LIMITS.length}
          onChange={(length) => onChange({ length })}
        />
        <NumberInput
          label={say('blur.angle')}
          value={value.angle}
          {...LIMITS.angle}
          onChange={(angle) => onChange({ angle })}
        />
      </div>
      {isOther && (
        <Button onPress={() => onChange(suggested)}>
          {say('blur.estimateMotion', { pixels: suggested.length, degrees: suggested.angle })}
        </Button>
      )}
      {photo && <DrawStreak />}
    </>
  );
}

/** Begins to draw the streak of a motion on the open photo. */
function DrawStreak() {
  const say = useMessages();
  return (
    <Button onPress={() => useView.setState({ mode: { name: 'streak', streak: null } })}>
      {say('blur.draw')}
    </Button>
  );
}

/** Chooses the picture of the open photo's blur. */
function ChoosePicture() {
  const say = useMessages();
  const kernel = useRepairs((state) => state.kernel);
  const choose = async () => {
    const [file] = await chooseFiles('kernel');
    if (file) changeShown({ why: 'chosen', choice: { kernel: file } });
  };
  return (
    <>
      {kernel && <p className="quiet">{kernel.name}</p>}
      <Button onPress={() => start(choose)}>{say('blur.choosePicture')}</Button>
    </>
  );
}
