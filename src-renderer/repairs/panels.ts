// One line for each repair's panel, under the repair's name. Without it repair-panel.ts doesn't compile.
export { BlurPanel as blur } from './blur/panel';
export { ColourPanel as colour } from './colour/panel';
export { EnlargePanel as enlarge } from './enlarge/panel';
export { FadingPanel as fading } from './fading/panel';
export { JpegPanel as jpeg } from './jpeg/panel';
export { NoisePanel as noise } from './noise/panel';
export { ScratchesPanel as scratches } from './scratches/panel';
