import { IconSearch } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { Input, SearchField, ToggleButton, ToggleButtonGroup } from 'react-aria-components';
import type { BatchStatus, RowView } from '../../src-main/contract/window/library';
import { numberWords, useMessages } from '../messages/messages';
import { SelectInput } from '../parts/select-input';
import { changeView, useLibrary } from './state';

const SHOWN = ['all', 'waiting', 'done', 'failed', 'skipped', 'unrated', 'accepted', 'rejected'] as const;
/** Milliseconds from the last key to the start of the search. */
const TYPING = 200;

/** Which photos are shown, and in which order. */
export function FilterBar() {
  const say = useMessages();
  const batch = useLibrary((state) => state.batch);
  const view = useLibrary((state) => state.view);
  if (!batch) return null;
  return (
    <div className="library-filter">
      <ToggleButtonGroup
        className="filter-chips"
        aria-label={say('library.filter')}
        disallowEmptySelection
        selectedKeys={[view.show]}
        onSelectionChange={(keys) => {
          const chosen = SHOWN.find((one) => keys.has(one));
          if (chosen) changeView({ show: chosen });
        }}
      >
        {SHOWN.map((show) => {
          const count = countOf(batch, show);
          return (
            <ToggleButton key={show} id={show} className="filter-chip">
              {say(`library.show.${show}`)}
              {count !== null && <span className="numbers"> {numberWords(count)}</span>}
            </ToggleButton>
          );
        })}
      </ToggleButtonGroup>
      <div className="library-find">
        <Search search={view.search} />
        <SelectInput
          label={say('library.order')}
          value={view.order}
          options={(['folder', 'size'] as const).map((value) => ({
            value,
            text: say(`library.order.${value}`),
          }))}
          onChange={(order) => changeView({ order })}
        />
      </div>
    </div>
  );
}

function Search({ search }: { readonly search: string }) {
  const say = useMessages();
  const [typed, setTyped] = useState(search);
  useEffect(() => {
    const timer = setTimeout(() => {
      if (useLibrary.getState().view.search !== typed) changeView({ search: typed });
    }, TYPING);
    return () => clearTimeout(timer);
  }, [typed]);
  return (
    <SearchField
      className="library-search"
      aria-label={say('library.search')}
      value={typed}
      onChange={setTyped}
    >
      <IconSearch size={16} stroke={1.5} aria-hidden />
      <Input className="text-box" placeholder={say('library.search')} maxLength={200} />
    </SearchField>
  );
}

/** Null if there is no count. */
function countOf({ counts }: BatchStatus, show: RowView['show']): number | null {
  const { waiting, working, done, failed, skipped } = counts;
  if (show === 'all') return waiting + working + done + failed + skipped;
  if (show === 'waiting') return waiting + working;
  if (show === 'done' || show === 'failed' || show === 'skipped') return counts[show];
  return null;
}
