import { SIZES, setSize } from '../actions/commands';
import { useMessages } from '../messages/messages';
import { NumberInput } from '../parts/number-input';
import { SliderInput } from '../parts/slider-input';
import type { ToolOptions } from '../picture/stage-types';
import { useView } from '../state/view';

export function changeOptions(patch: Partial<ToolOptions>): void {
  useView.setState(({ options }) => ({ options: { ...options, ...patch } }));
}

export function SizeInput() {
  const say = useMessages();
  const size = useView((state) => state.options.size);
  return <NumberInput label={say('tool.size')} value={size} {...SIZES} onChange={setSize} />;
}

/** Size and edge of a brush. */
export function BrushOptions() {
  const say = useMessages();
  const hardness = useView((state) => state.options.hardness);
  return (
    <>
      <SizeInput />
      <SliderInput
        label={say('tool.hardness')}
        value={hardness}
        min={0}
        max={1}
        step={0.05}
        words={say('result.percent', { percent: Math.round(hardness * 100) })}
        onChange={(next) => changeOptions({ hardness: next })}
      />
    </>
  );
}
