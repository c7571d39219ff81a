import type { ComponentType } from 'react';
import type { RepairName } from '../../src-main/operators/catalogue';
import { REPAIR_NAMES } from '../repairs/schema';
import { Advanced } from './advanced';
import { BlurRepair } from './blur-repair';
import { ColourRepair } from './colour-repair';
import { EnlargeRepair } from './enlarge-repair';
import { JpegRepair } from './jpeg-repair';
import { NoiseRepair } from './noise-repair';
import { Offers } from './offers';
import { Presets } from './presets';
import { RestoreButtons } from './restore-buttons';
import { ScratchesRepair } from './scratches-repair';

/** A panel for each repair of the catalogue. */
const PANELS: Readonly<Record<RepairName, ComponentType>> = {
  scratches: ScratchesRepair,
  noise: NoiseRepair,
  blur: BlurRepair,
  jpeg: JpegRepair,
  colour: ColourRepair,
  enlarge: EnlargeRepair,
};

/** All repairs, and the buttons that perform them together. */
export function RepairsPanel() {
  return (
    <>
      <div className="panel-scroll">
        <Offers />
        {REPAIR_NAMES.map((name) => {
          const Panel = PANELS[name];
          return <Panel key={name} />;
        })}
        <Presets />
        <Advanced />
      </div>
      <RestoreButtons />
    </>
  );
}
