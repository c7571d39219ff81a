import './tool-bar.css';
import {
  type Icon,
  IconBandage,
  IconBrush,
  IconEraser,
  IconHandStop,
  IconLasso,
  IconLine,
  IconMarquee2,
  IconRoute,
  IconWand,
} from '@tabler/icons-react';
import { Separator, Toolbar } from 'react-aria-components';
import { chooseHeal } from '../actions/heal';
import type { MessageKey } from '../messages/keys';
import { useMessages } from '../messages/messages';
import { IconButton } from '../parts/icon-button';
import { stage } from '../state/stage';
import { chooseTool, type MarkingTool, toolIn, useView } from '../state/view';
import { MaskMenu } from './mask-menu';

const TOOLS: readonly {
  readonly tool: MarkingTool | 'heal';
  readonly label: MessageKey;
  readonly icon: Icon;
}[] = [
  { tool: 'hand', label: 'tool.hand', icon: IconHandStop },
  { tool: 'heal', label: 'tool.heal', icon: IconBandage },
  { tool: 'brush', label: 'tool.brush', icon: IconBrush },
  { tool: 'eraser', label: 'tool.eraser', icon: IconEraser },
  { tool: 'line', label: 'tool.line', icon: IconLine },
  { tool: 'trace', label: 'tool.trace', icon: IconRoute },
  { tool: 'lasso', label: 'tool.lasso', icon: IconLasso },
  { tool: 'rectangle', label: 'tool.rectangle', icon: IconMarquee2 },
  { tool: 'wand', label: 'tool.wand', icon: IconWand },
];

/** The healing tool, the tools that mark damage, and the menu of the mask. */
export function ToolBar() {
  const say = useMessages();
  const current = useView((state) => toolIn(state.mode));
  return (
    <section className="tools" aria-label={say('tool.label')}>
      <Toolbar className="tool-bar" orientation="vertical" aria-label={say('tool.label')}>
        {TOOLS.map(({ tool, label, icon }) => (
          <IconButton
            key={tool}
            label={say(label)}
            icon={icon}
            shortcut={tool}
            placement="right"
            isSelected={current === tool}
            onPress={({ pointerType }) => {
              if (tool === 'heal') chooseHeal();
              else chooseTool(tool);
              // After a click the photo gets the focus, so that its keys work immediately.
              if (pointerType !== 'keyboard' && pointerType !== 'virtual') stage()?.focus();
            }}
          />
        ))}
        <Separator className="tool-gap" />
        <MaskMenu />
      </Toolbar>
    </section>
  );
}
