// `npm run build`: builds dist/ from the sources, even if it is up to date.
import { build } from './install.mjs';

build();
