import { IconChevronRight } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { Button, Disclosure, DisclosurePanel, Heading } from 'react-aria-components';

interface Props {
  readonly title: string;
  readonly children: ReactNode;
}

/** A part of a panel that is initially collapsed. */
export function Disclosed({ title, children }: Props) {
  return (
    <Disclosure className="disclosure">
      <Heading level={2}>
        <Button slot="trigger" className="disclosure-button">
          <IconChevronRight size={16} aria-hidden />
          {title}
        </Button>
      </Heading>
      <DisclosurePanel>
        <div className="disclosure-body">{children}</div>
      </DisclosurePanel>
    </Disclosure>
  );
}
