import './file-name.css';

interface Props {
  readonly name: string;
}

/** Number of characters at the end that are always shown, because scans of one batch differ there. */
const END = 12;

/** A file's name on one line. Its middle is left out if the name doesn't fit. */
export function FileName({ name }: Props) {
  const characters = [...name];
  if (characters.length <= END + 4) return name;
  return (
    <span className="file-name" title={name}>
      <span className="hidden-visually">{name}</span>
      <span className="file-name-start" aria-hidden>
        {characters.slice(0, -END).join('')}
      </span>
      <span aria-hidden>{characters.slice(-END).join('')}</span>
    </span>
  );
}
