import { type ComponentType, type ReactNode, useId } from 'react';
import type { RepairName } from '../../src-main/operators/catalogue';
import { useMessages } from '../messages/messages';
import { Button } from '../parts/button';
import { CheckInput } from '../parts/check-input';
import { NumberInput } from '../parts/number-input';
import { Segments } from '../parts/segments';
import { SliderInput } from '../parts/slider-input';
import { DetailSlider } from '../repairs/detail-slider';
import { numbersOf } from '../repairs/recipe';
import { LIMITS, type Repairs, readRepairs } from '../repairs/schema';
import { tick } from '../repairs/suggested';
import { ToneChoice } from '../repairs/tone-choice';
import { blurWord, noiseWord } from '../repairs/words';
import { usePhoto } from '../state/photos';
import { useProgram } from '../state/program';
import { takePhotosRepairs } from './actions';
import { changeDraft, useLibrary } from './state';

function changeRepairs(repairs: Partial<Repairs>): void {
  changeDraft({ repairs: { ...useLibrary.getState().draft.repairs, ...repairs } });
}

/** A panel for each repair of the catalogue, in display order. */
const PANELS: Readonly<Record<RepairName, ComponentType>> = {
  noise: Noise,
  blur: Blur,
  jpeg: Jpeg,
  colour: () => <Repair name="colour" />,
  enlarge: Enlarge,
  scratches: Scratches,
};

/** The repairs of a whole folder: like those of one photo, but values can be estimated from each photo. */
export function RecipeEditor() {
  const say = useMessages();
  const { repairs } = useLibrary((state) => state.draft);
  const { advanced } = repairs;
  return (
    <section aria-label={say('panel.repairs')}>
      <Known />
      {Object.entries(PANELS).map(([name, Panel]) => (
        <Panel key={name} />
      ))}
      <div className="repair">
        <DetailSlider
          repairs={repairs}
          onChange={(detail) => changeRepairs({ advanced: { ...advanced, detail } })}
        />
        <ToneChoice
          repairs={repairs}
          onChange={(tone) => changeRepairs({ advanced: { ...advanced, tone } })}
        />
        {numbersOf(repairs).includes('steps') && (
          <NumberInput
            label={say('advanced.steps')}
            value={advanced.steps}
            {...LIMITS.steps}
            onChange={(steps) => changeRepairs({ advanced: { ...advanced, steps } })}
          />
        )}
      </div>
    </section>
  );
}

/** Existing repairs: those of the open photo, and saved ones. */
function Known() {
  const say = useMessages();
  const hasPhoto = usePhoto((state) => state.document !== null);
  const presets = useProgram((state) => state.info?.presets) ?? [];
  if (!hasPhoto && presets.length === 0) return null;
  return (
    <div className="panel-section">
      <h2>{say('library.takeOver')}</h2>
      <div className="chips">
        {hasPhoto && <Button onPress={takePhotosRepairs}>{say('library.takePhotos')}</Button>}
        {presets.map((preset) => (
          <Button
            key={preset.name}
            label={say('preset.use', { name: preset.name })}
            onPress={() =>
              changeDraft({ repairs: readRepairs(preset.repairs), auto: { noise: false, blur: false } })
            }
          >
            {preset.name}
          </Button>
        ))}
      </div>
    </div>
  );
}

interface RepairProps {
  readonly name: RepairName;
  readonly text?: string;
  readonly children?: ReactNode;
}

function Repair({ name, text, children }: RepairProps) {
  const say = useMessages();
  const textId = useId();
  const repairs = useLibrary((state) => state.draft.repairs);
  const { on } = repairs[name];
  return (
    <section className="repair">
      <CheckInput
        isSelected={on}
        describedBy={textId}
        onChange={(next) => changeDraft({ repairs: tick(repairs, name, next) })}
      >
        {say(`repair.${name}`)}
      </CheckInput>
      <p id={textId} className="quiet repair-text">
        {text ?? say(`repair.${name}Text`)}
      </p>
      {on && children && <div className="repair-body">{children}</div>}
    </section>
  );
}

function Jpeg() {
  return <Repair name="jpeg" text={useMessages()('library.jpegText')} />;
}

function Scratches() {
  return <Repair name="scratches" text={useMessages()('library.scratchesText')} />;
}

function Enlarge() {
  const say = useMessages();
  const { enlarge } = useLibrary((state) => state.draft.repairs);
  return (
    <Repair name="enlarge">
      <Segments
        label={say('enlarge.factor')}
        value={String(enlarge.factor)}
        options={(['2', '4'] as const).map((value) => ({
          value,
          text: say('enlarge.times', { factor: value }),
        }))}
        onChange={(factor) => changeRepairs({ enlarge: { on: true, factor: factor === '4' ? 4 : 2 } })}
      />
    </Repair>
  );
}

function Noise() {
  const say = useMessages();
  const { repairs, auto } = useLibrary((state) => state.draft);
  const { levels } = repairs.noise;
  return (
    <Repair name="noise">
      <CheckInput isSelected={auto.noise} onChange={(noise) => changeDraft({ auto: { ...auto, noise } })}>
        {say('library.estimate')}
      </CheckInput>
      {!auto.noise && (
        <SliderInput
          label={say('noise.level')}
          value={levels}
          {...LIMITS.noise}
          words={say('noise.value', { word: say(noiseWord(levels)), levels })}
          onChange={(next) => changeRepairs({ noise: { on: true, levels: next } })}
        />
      )}
    </Repair>
  );
}

function Blur() {
  const say = useMessages();
  const { repairs, auto } = useLibrary((state) => state.draft);
  const { blur } = repairs;
  const kind = blur.kind === 'motion' ? 'motion' : 'soft';
  const change = (patch: Partial<Repairs['blur']>) => changeRepairs({ blur: { ...blur, ...patch } });
  return (
    <Repair name="blur">
      <CheckInput isSelected={auto.blur} onChange={(next) => changeDraft({ auto: { ...auto, blur: next } })}>
        {say('library.estimate')}
      </CheckInput>
      {!auto.blur && (
        <Segments
          label={say('blur.kind')}
          value={kind}
          options={(['soft', 'motion'] as const).map((value) => ({ value, text: say(`blur.${value}`) }))}
          onChange={(next) => change({ kind: next })}
        />
      )}
      {!auto.blur && kind === 'soft' && (
        <SliderInput
          label={say('blur.deviation')}
          value={blur.deviation}
          {...LIMITS.deviation}
          step={0.1}
          words={say('blur.value', { word: say(blurWord(blur.deviation)), pixels: blur.deviation })}
          onChange={(deviation) => change({ deviation })}
        />
      )}
      {!auto.blur && kind === 'motion' && (
        <div className="columns">
          <NumberInput
            label={say('blur.length')}
            value={blur.length}
            {...LIMITS.length}
            onChange={(length) => change({ length })}
          />
          <NumberInput
            label={say('blur.angle')}
            value={blur.angle}
            {...LIMITS.angle}
            onChange={(angle) => change({ angle })}
          />
        </div>
      )}
    </Repair>
  );
}
