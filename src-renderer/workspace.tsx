import { usePhoto } from './state/photo';

/** The window with a photo. */
export function Workspace() {
  const name = usePhoto((state) => state.document?.name);
  return <main>{name}</main>;
}
