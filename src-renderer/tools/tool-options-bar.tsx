import { SIZES, setSize } from '../actions/commands';
import { useMessages } from '../messages/messages';
import { CheckInput } from '../parts/check-input';
import { NumberInput } from '../parts/number-input';
import { SliderInput } from '../parts/slider-input';
import type { ToolOptions } from '../picture/stage-types';
import { usePhoto } from '../state/photos';
import { toolIn, useView } from '../state/view';

function change(patch: Partial<ToolOptions>): void {
  useView.setState(({ options }) => ({ options: { ...options, ...patch } }));
}

/** Size, edge and tolerance of the current tool; a hint for tools without options. */
export function ToolOptionsBar() {
  const say = useMessages();
  const tool = useView((state) => toolIn(state.mode));
  const restored = usePhoto((state) => state.shown !== null);
  const { size, hardness, pressure, tolerance, contiguous } = useView((state) => state.options);
  if (tool === 'wand') {
    return (
      <fieldset className="mode-bar mode-inline" aria-label={say('tool.options')}>
        <SliderInput
          label={say('tool.tolerance')}
          value={tolerance}
          min={0}
          max={128}
          words={say('tool.levels', { count: tolerance })}
          onChange={(next) => change({ tolerance: next })}
        />
        <CheckInput isSelected={contiguous} onChange={(next) => change({ contiguous: next })}>
          {say('tool.contiguous')}
        </CheckInput>
      </fieldset>
    );
  }
  if (tool === 'hand' || tool === 'lasso' || tool === 'rectangle') {
    const hint = tool === 'hand' && restored ? 'result' : tool;
    return <p className="mode-bar mode-hint quiet">{say(`tool.hint.${hint}`)}</p>;
  }
  if (tool !== 'brush' && tool !== 'eraser' && tool !== 'line') return null;
  return (
    <fieldset className="mode-bar mode-inline" aria-label={say('tool.options')}>
      <NumberInput label={say('tool.size')} value={size} {...SIZES} onChange={setSize} />
      {tool === 'line' ? (
        <p className="quiet mode-text">{say('tool.hint.line')}</p>
      ) : (
        <>
          <SliderInput
            label={say('tool.hardness')}
            value={hardness}
            min={0}
            max={1}
            step={0.05}
            words={say('result.percent', { percent: Math.round(hardness * 100) })}
            onChange={(next) => change({ hardness: next })}
          />
          <CheckInput isSelected={pressure} onChange={(next) => change({ pressure: next })}>
            {say('tool.pressure')}
          </CheckInput>
        </>
      )}
    </fieldset>
  );
}
