/** What features add to the page's header, which stands in `index.html`: that is read before any script has come. */
import { Fragment } from 'react';
import { createPortal } from 'react-dom';
import { usePage } from './context';

export function Header() {
  const { features } = usePage();
  const added = features.map(({ header }, i) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the list never changes
    <Fragment key={i}>{header}</Fragment>
  ));
  return createPortal(added, document.querySelector('.page-header') as HTMLElement);
}
