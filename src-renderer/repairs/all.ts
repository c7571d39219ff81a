// One line for each repair, under its name. Without it schema.ts doesn't compile.
export { blur } from './blur/repair';
export { colour } from './colour/repair';
export { enlarge } from './enlarge/repair';
export { fading } from './fading/repair';
export { jpeg } from './jpeg/repair';
export { noise } from './noise/repair';
export { scratches } from './scratches/repair';
