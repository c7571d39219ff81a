import { Fragment, type ReactNode } from 'react';
import type { Tree } from './pages';

type Node = Tree['children'][number];

/** Pictures of the pages by their file names. */
const PICTURES = new Map(
  Object.entries(
    import.meta.glob<string>('../../examples/{scratches,noise}-before-after.jpg', {
      query: '?url',
      import: 'default',
      eager: true,
    }),
  ).map(([path, url]) => [path.split('/').at(-1), url]),
);

/** A page's Markdown as elements. A test checks that pages use only the elements supported here. */
export function PageBody({ nodes }: { readonly nodes: readonly Node[] }) {
  return <>{keyed(nodes, elementOf)}</>;
}

function elementOf(node: Node): ReactNode {
  switch (node.type) {
    case 'text':
      return node.value;
    case 'strong':
      return <strong>{keyed(node.children, elementOf)}</strong>;
    case 'paragraph':
      return <p>{keyed(node.children, elementOf)}</p>;
    case 'heading':
      return <h3>{keyed(node.children, elementOf)}</h3>;
    case 'list': {
      const items = keyed(node.children, (item) => <li>{keyed(item.children.flatMap(tight), elementOf)}</li>);
      return node.ordered ? <ol>{items}</ol> : <ul>{items}</ul>;
    }
    case 'image':
      return <img src={PICTURES.get(node.url.split('/').at(-1))} alt={node.alt ?? ''} />;
    default:
      return null;
  }
}

/** The content of a list item, without the paragraph around it. */
function tight(node: Node): readonly Node[] {
  return node.type === 'paragraph' ? node.children : [node];
}

/** The nodes' elements, with their positions in the text as keys, which never change. */
function keyed<One extends Node>(nodes: readonly One[], element: (node: One) => ReactNode): ReactNode[] {
  return nodes.map((node) => <Fragment key={node.position?.start.offset}>{element(node)}</Fragment>);
}
