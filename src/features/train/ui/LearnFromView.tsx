/** What to learn from: the page's photographs, and pictures of one's own. */
import { usePage, usePlayground } from '../../../ui/context';
import { gatherChosen } from '../../../ui/gather';
import { FileButton } from '../../../ui/parts/FileButton';
import { Switch } from '../../../ui/parts/Switch';
import { say } from '../../../words/say';
import { MOST_PICTURES, SIDE } from '../store/pictures';
import { useTrain } from './context';

export function LearnFromView() {
  const { samples } = usePage();
  const hasSamples = useTrain((state) => state.hasSamples);
  const own = useTrain((state) => state.own);
  const reading = useTrain((state) => state.reading);
  const setSamples = useTrain((state) => state.setSamples);
  const add = useTrain((state) => state.add);
  const addPhotographs = useTrain((state) => state.addPhotographs);
  const clear = useTrain((state) => state.clear);
  const photographs = usePlayground((state) => state.own.length);
  const take = (files: FileList): void => void add(Promise.resolve(gatherChosen(files)));
  const count = own.length + (hasSamples ? samples.length : 0);
  return (
    <section className="train-part" aria-label={say('train.learnFrom')}>
      <h2>{say('train.learnFrom')}</h2>
      <Switch label={say('train.samples')} on={hasSamples} change={setSamples} />
      <div className="train-ways">
        <FileButton accept="image/*" multiple look="small" onFiles={take}>
          {say('train.addPictures')}
        </FileButton>
        <FileButton accept="folders" multiple look="small" onFiles={take}>
          {say('train.addFolder')}
        </FileButton>
        {photographs > 0 && (
          <button type="button" className="button small" onClick={addPhotographs}>
            {say('train.addPhotographs', { count: photographs })}
          </button>
        )}
        {own.length > 0 && (
          <button type="button" className="button small" onClick={clear}>
            {say('train.clear')}
          </button>
        )}
      </div>
      {reading !== undefined && (
        <progress className="progress" value={reading} aria-label={say('train.reading')} />
      )}
      <p role="status">{say('train.pictures', { count })}</p>
      {count > 0 && <p className="quiet">{say('train.heldOutQuarter')}</p>}
      {own.length > 0 && <p className="quiet">{say('train.keptWithRun')}</p>}
      <p className="quiet">{say('train.reducedTo', { side: SIDE, most: MOST_PICTURES })}</p>
    </section>
  );
}
