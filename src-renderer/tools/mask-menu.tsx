import { IconMask } from '@tabler/icons-react';
import {
  Button,
  Header,
  Menu,
  MenuItem,
  MenuSection,
  MenuTrigger,
  Popover,
  Separator,
} from 'react-aria-components';
import { activeMask, findDamage, loadMaskFile, saveMaskFile } from '../actions/mask';
import type { MaskEditor } from '../mask/mask-editor';
import type { MessageKey } from '../messages/keys';
import { useMessages } from '../messages/messages';
import { type Deed, start } from '../state/alerts';
import { overIn, useView } from '../state/view';
import { useMaskState } from './use-mask-state';

const SHOWN = ['overlay', 'alone', 'hidden'] as const;

const CHANGES: readonly { readonly label: MessageKey; work(mask: MaskEditor): Promise<void> }[] = [
  { label: 'mask.invert', work: (mask) => mask.invert() },
  { label: 'mask.clear', work: async (mask) => mask.clear() },
];

const FILES: readonly { readonly label: MessageKey; readonly of: Deed; work(): Promise<unknown> }[] = [
  { label: 'mask.find', of: 'mark', work: findDamage },
  { label: 'mask.load', of: 'mark', work: loadMaskFile },
  { label: 'mask.save', of: 'save', work: saveMaskFile },
];

function adjustEdges(): void {
  useView.setState(({ mode, maskShown }) => ({
    mode: { name: 'edges', over: overIn(mode) },
    maskShown: maskShown === 'hidden' ? 'overlay' : maskShown,
  }));
}

export function MaskMenu() {
  const say = useMessages();
  const shown = useView((state) => state.maskShown);
  const busy = useMaskState((state) => state.busy);
  const isHealing = useView((state) => state.mode.name === 'heal');
  const change = (work: (mask: MaskEditor) => Promise<void>) => {
    const mask = activeMask();
    if (mask) start(() => work(mask));
  };
  return (
    <MenuTrigger>
      <Button className="icon-button" aria-label={say('mask.menu')} isDisabled={busy || isHealing}>
        <IconMask size={20} stroke={1.5} aria-hidden />
      </Button>
      <Popover className="popover" placement="right top">
        <Menu>
          <MenuSection
            selectionMode="single"
            disallowEmptySelection
            selectedKeys={[shown]}
            onSelectionChange={(keys) => {
              const maskShown = SHOWN.find((one) => keys !== 'all' && keys.has(one));
              if (maskShown) useView.setState({ maskShown });
            }}
          >
            <Header className="option quiet">{say('mask.shown')}</Header>
            {SHOWN.map((one) => (
              <MenuItem key={one} id={one} className="option">
                {say(`mask.${one}`)}
              </MenuItem>
            ))}
          </MenuSection>
          <Separator className="menu-gap" />
          {CHANGES.map(({ label, work }) => (
            <MenuItem key={label} className="option" onAction={() => change(work)}>
              {say(label)}
            </MenuItem>
          ))}
          <MenuItem className="option" onAction={adjustEdges}>
            {say('mask.edges')}
          </MenuItem>
          <Separator className="menu-gap" />
          {FILES.map(({ label, of, work }) => (
            <MenuItem key={label} className="option" onAction={() => start(work, of)}>
              {say(label)}
            </MenuItem>
          ))}
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}
