import './empty-window.css';

interface Props {
  readonly title: string;
  readonly text?: string;
}

/** A page that shows only a message. */
export function MessagePage({ title, text }: Props) {
  return (
    <main className="message-page">
      <h1>{title}</h1>
      {text && <p className="quiet">{text}</p>}
    </main>
  );
}
