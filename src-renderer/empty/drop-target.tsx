import { type DragEvent, type ReactNode, useState } from 'react';
import { admitAndOpen } from '../actions/open';
import { start } from '../state/alerts';

interface Props {
  readonly className: string;
  readonly children: ReactNode;
}

/** Takes a photo that is dropped on it; the buttons beside it do the same by keyboard. */
export function DropTarget({ className, children }: Props) {
  const [over, setOver] = useState(false);
  const carriesFile = (event: DragEvent) => event.dataTransfer.types.includes('Files');
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping has no keyboard; Open and paste do the same.
    <div
      className={className}
      data-drop-target={over || undefined}
      onDragOver={(event) => {
        if (!carriesFile(event)) return;
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        const files = [...event.dataTransfer.files];
        if (files.length > 0) start(() => admitAndOpen(files), 'open');
      }}
    >
      {children}
    </div>
  );
}
