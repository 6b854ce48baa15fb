/** Models from the hub: look one up, read what it is, download it, and delete what is kept. */
import { Dialog } from '../../../ui/parts/Dialog';
import { say } from '../../../words/say';
import { useLibrary } from './context';
import { Kept } from './Kept';
import { Loading } from './Loading';
import { LookUp } from './LookUp';
import './library.css';

export function Library() {
  const problem = useLibrary((state) => state.problem);
  return (
    <Dialog
      button={say('library.open')}
      title={say('library.title')}
      foot={<p className="quiet">{say('library.privacy')}</p>}
    >
      {(close) => (
        <>
          <LookUp />
          <Loading />
          <p className="library-problem" role="alert">
            {problem && say(problem)}
          </p>
          <Kept onUse={close} />
        </>
      )}
    </Dialog>
  );
}
