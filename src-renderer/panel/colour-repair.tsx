import { Repair } from './repair';

export function ColourRepair() {
  return <Repair name="colour" />;
}
