/** At the very end of the page: what it is made of, and under which licences. The build writes that list. */
import { sayRich } from '../words/say';

export function Licences() {
  // Where nothing was built there is no list, and the link would lead back to the page.
  if (!import.meta.env.PROD) return null;
  return (
    <footer className="page-footer quiet">
      {sayRich('page.licences', {
        link: (chunks) => (
          <a href="./licences.txt" target="_blank" rel="noopener">
            {chunks}
          </a>
        ),
      })}
    </footer>
  );
}
