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

/** All repairs in plain words, and the button that carries them out together. */
export function RepairsPanel() {
  return (
    <>
      <div className="panel-scroll">
        <Offers />
        <ScratchesRepair />
        <NoiseRepair />
        <BlurRepair />
        <JpegRepair />
        <ColourRepair />
        <EnlargeRepair />
        <Presets />
        <Advanced />
      </div>
      <RestoreButtons />
    </>
  );
}
