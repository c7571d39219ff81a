import { chooseFiles } from '../actions/choose-files';
import { useMessages } from '../messages/messages';
import { Button } from '../parts/button';
import { NumberInput } from '../parts/number-input';
import { Segments } from '../parts/segments';
import { SliderInput } from '../parts/slider-input';
import { LIMITS, type Repairs } from '../repairs/schema';
import { measuredOf } from '../repairs/suggested';
import { blurWord } from '../repairs/words';
import { start } from '../state/alerts';
import { changeRepairs, changeShown, usePhoto, useRepairs } from '../state/photos';
import { useView } from '../state/view';
import { Repair } from './repair';

const KINDS = ['soft', 'motion', 'picture'] as const;

function change(patch: Partial<Repairs['blur']>): void {
  changeRepairs((repairs) => ({ ...repairs, blur: { ...repairs.blur, ...patch } }));
}

export function BlurRepair() {
  const say = useMessages();
  const kind = useRepairs((state) => state.repairs.blur.kind);
  return (
    <Repair name="blur">
      <Segments
        label={say('blur.kind')}
        value={kind}
        options={KINDS.map((value) => ({ value, text: say(`blur.${value}`) }))}
        onChange={(next) => change({ kind: next })}
      />
      {kind === 'soft' && <Soft />}
      {kind === 'motion' && <Motion />}
      {kind === 'picture' && <FromPicture />}
    </Repair>
  );
}

function Soft() {
  const say = useMessages();
  const deviation = useRepairs((state) => state.repairs.blur.deviation);
  const suggestions = usePhoto((state) => state.suggestions);
  const measured = suggestions && measuredOf(suggestions).deviation;
  return (
    <>
      <SliderInput
        label={say('blur.deviation')}
        value={deviation}
        {...LIMITS.deviation}
        step={0.1}
        words={say('blur.value', { word: say(blurWord(deviation)), pixels: deviation })}
        onChange={(next) => change({ deviation: next })}
      />
      {measured !== null && measured !== deviation && (
        <Button onPress={() => change({ deviation: measured })}>
          {say('blur.estimate', { pixels: measured })}
        </Button>
      )}
    </>
  );
}

function Motion() {
  const say = useMessages();
  const { length, angle } = useRepairs((state) => state.repairs.blur);
  return (
    <>
      <div className="columns">
        <NumberInput
          label={say('blur.length')}
          value={length}
          {...LIMITS.length}
          onChange={(next) => change({ length: next })}
        />
        <NumberInput
          label={say('blur.angle')}
          value={angle}
          {...LIMITS.angle}
          onChange={(next) => change({ angle: next })}
        />
      </div>
      <Button onPress={() => useView.setState({ mode: { name: 'streak', streak: null } })}>
        {say('blur.draw')}
      </Button>
    </>
  );
}

function FromPicture() {
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
