/** A model of the person's own, from a file. */
import { useId } from 'react';
import { say } from '../../words/say';
import { usePlayground } from '../context';
import { FileButton } from '../parts/FileButton';
import { ReadingModel } from './ReadingModel';

export function OpenModel() {
  const id = useId();
  const openModel = usePlayground((state) => state.openModel);
  return (
    <>
      <FileButton multiple look="small" describedBy={id} onFiles={(files) => void openModel([...files])}>
        {say('model.open')}
      </FileButton>
      <span id={id} className="quiet">
        {say('model.whatToOpen')}
      </span>
      <ReadingModel />
    </>
  );
}
