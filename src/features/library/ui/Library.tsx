/** Models from the hub: look one up, read what it is, download it, and delete what is kept. */
import { Dialog } from '../../../ui/parts/Dialog';
import { useLibrary } from './context';
import { Kept } from './Kept';
import { Loading } from './Loading';
import { LookUp } from './LookUp';
import './library.css';

export function Library() {
  const problem = useLibrary((state) => state.problem);
  return (
    <Dialog
      button="More models"
      title="Models from the Hugging Face hub"
      foot={<p className="quiet">Your photographs stay here: the hub is only ever asked for models.</p>}
    >
      {(close) => (
        <>
          <LookUp />
          <Loading />
          <p className="library-problem" role="alert">
            {problem}
          </p>
          <Kept onUse={close} />
        </>
      )}
    </Dialog>
  );
}
