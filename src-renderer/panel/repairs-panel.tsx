import type { RepairName } from '../../src-main/operators/catalogue';
import { tickSuggested } from '../repairs/offers';
import { RepairPanel } from '../repairs/repair-panel';
import { REPAIR_NAMES, withRepair } from '../repairs/schema';
import { changeRepairs, shownPhoto, usePhoto, useRepairs } from '../state/photos';
import { Advanced } from './advanced';
import { Offers } from './offers';
import { OldPhoto } from './old-photo';
import { Presets } from './presets';
import { RestoreButtons } from './restore-buttons';

/** All repairs, and the buttons that restore the photo with them. */
export function RepairsPanel() {
  return (
    <>
      <div className="panel-scroll">
        <OldPhoto />
        <Offers />
        {REPAIR_NAMES.map((name) => (
          <PhotoRepair key={name} name={name} />
        ))}
        <Presets />
        <Advanced />
      </div>
      <RestoreButtons />
    </>
  );
}

/** One repair of the shown photo. */
function PhotoRepair<Name extends RepairName>({ name }: { readonly name: Name }) {
  const value = useRepairs((state) => state.repairs[name]);
  const document = usePhoto((state) => state.document);
  const suggestions = usePhoto((state) => state.suggestions);
  return (
    <RepairPanel
      name={name}
      value={value}
      photo={{ document, suggestions }}
      estimate={null}
      onTick={(on) => changeRepairs((repairs) => tickSuggested(repairs, name, on, shownPhoto().suggestions))}
      onChange={(patch) =>
        changeRepairs((repairs) => withRepair(repairs, name, { ...repairs[name], ...patch }))
      }
    />
  );
}
