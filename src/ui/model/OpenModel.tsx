/** A model of the person's own, from a file. */
import { useId } from 'react';
import { usePlayground } from '../context';
import { FileButton } from '../parts/FileButton';
import { ReadingModel } from './ReadingModel';

export function OpenModel() {
  const id = useId();
  const openModel = usePlayground((state) => state.openModel);
  return (
    <>
      <FileButton multiple look="small" describedBy={id} onFiles={(files) => void openModel([...files])}>
        Open a model file
      </FileButton>
      <span id={id} className="quiet">
        Weights of any ending, with config.json if there is one; or all files of a model
      </span>
      <ReadingModel />
    </>
  );
}
