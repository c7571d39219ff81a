// `npm run build`: makes dist/ from the sources, whatever is there.
import { build } from './install.mjs';

build();
