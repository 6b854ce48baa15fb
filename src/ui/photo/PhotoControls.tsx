/** Where the photograph comes from: the page's own, or a file of the person's. */
import { Fragment, type ReactNode, useRef } from 'react';
import { plain } from '../../runtime/quoted';
import type { Sample } from '../../store/samples';
import { said } from '../../words/said';
import { say, sayRich, spell } from '../../words/say';
import { Around } from '../Around';
import { usePage, usePlayground } from '../context';
import { FileButton } from '../parts/FileButton';
import { together } from '../together';
import { Gallery, Thumbnail } from './Gallery';
import { OwnPhotos } from './OwnPhotos';
import './photo.css';

function Credit() {
  const photo = usePlayground((state) => state.photo);
  if (!photo) return <p className="quiet">&nbsp;</p>;
  const { sample } = photo;
  if (!sample)
    return <p className="quiet ellipsis">{say('pictures.ownFacts', { name: plain(spell(photo.title)) })}</p>;
  const { id, author, licence, licenceUrl } = sample;
  const link = (chunks: ReactNode) => (licenceUrl ? <a href={licenceUrl}>{chunks}</a> : chunks);
  return (
    // Another one is drawn anew, since its words stand beside a link.
    <p key={id} className="quiet ellipsis">
      {sayRich('samples.linkedFacts', { link }, { title: said(sample.title), author, licence })}
    </p>
  );
}

/** Takes one of the person's own out of the page. `focusElsewhere` is for the last one, whose button goes with it. */
function Remove({ focusElsewhere }: { focusElsewhere: () => void }) {
  const own = usePlayground((state) => state.own);
  const shown = usePlayground(({ photo }) => photo?.own);
  const removeOwn = usePlayground((state) => state.removeOwn);
  const photo = own.find((one) => one.own === shown);
  if (!photo) return null;
  const remove = (): void => {
    removeOwn(photo);
    if (own.length === 1) focusElsewhere();
  };
  return (
    <button
      type="button"
      className="link-button"
      aria-label={say('pictures.removeOwn', { name: photo.title })}
      onClick={remove}
    >
      {say('pictures.remove')}
    </button>
  );
}

const factsOf = ({ title, author, licence }: Sample): string =>
  say('samples.facts', { title: said(title), author, licence });

/** On a phone the pictures are above the photographs: goes there, if they are out of sight. */
function showPictures(): void {
  const pictures = document.querySelector('[role="tabpanel"]');
  if (pictures && pictures.getBoundingClientRect().bottom < innerHeight / 4) {
    document.querySelector('main')?.scrollIntoView();
  }
}

export function PhotoControls() {
  const { samples, features } = usePage();
  const place = useRef<HTMLElement>(null);
  const shown = usePlayground(({ photo }) => photo?.sample);
  const notes = usePlayground(({ photo }) => photo?.raster.notes) ?? [];
  const chooseSample = usePlayground((state) => state.chooseSample);
  const choosePhoto = usePlayground((state) => state.choosePhoto);
  return (
    <section ref={place} className="photo-controls" aria-label={say('pictures.photograph')}>
      <Around control="samples">
        <Gallery>
          {samples.map((sample) => (
            <Thumbnail
              key={sample.id}
              sample={sample}
              alt={say(sample.subject)}
              title={factsOf(sample)}
              isChosen={sample === shown}
              onClick={({ detail }) => {
                void chooseSample(sample);
                // What came of it may be out of sight. For a key that would take away the place it is at.
                if (detail > 0) showPictures();
              }}
            />
          ))}
        </Gallery>
      </Around>
      <div className="own-photo">
        <FileButton accept="image/*" look="primary" onFiles={([file]) => void choosePhoto(file)}>
          {say('pictures.choose')}
        </FileButton>
        <span className="quiet">{say('pictures.orBring')}</span>
        {features.map(({ photoSource }, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the list never changes
          <Fragment key={i}>{photoSource}</Fragment>
        ))}
        <Credit />
        <Remove focusElsewhere={() => place.current?.querySelector('input')?.focus()} />
      </div>
      <OwnPhotos />
      {notes.length > 0 && <p className="quiet">{together(notes)}</p>}
    </section>
  );
}
