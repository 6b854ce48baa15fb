/** Where the photograph comes from: the page's own, or a file of the person's. */
import { useRef } from 'react';
import { plain } from '../../runtime/quoted';
import { Around } from '../Around';
import { usePage, usePlayground } from '../context';
import { FileButton } from '../parts/FileButton';
import { Gallery, Thumbnail } from './Gallery';
import { OwnPhotos } from './OwnPhotos';
import './photo.css';

function Credit() {
  const photo = usePlayground((state) => state.photo);
  if (!photo) return <p className="quiet">&nbsp;</p>;
  if (!photo.sample)
    return <p className="quiet ellipsis">{`${plain(photo.title)}, which stays on this machine`}</p>;
  const { title, author, licence, licenceUrl } = photo.sample;
  return (
    <p className="quiet ellipsis">
      <span>{`${title}, ${author}, `}</span>
      {licenceUrl ? <a href={licenceUrl}>{licence}</a> : <span>{licence}</span>}
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
    <button type="button" className="link-button" aria-label={`Remove ${photo.title}`} onClick={remove}>
      Remove
    </button>
  );
}

/** On a phone the pictures are above the photographs: goes there, if they are out of sight. */
function showPictures(): void {
  const pictures = document.querySelector('[role="tabpanel"]');
  if (pictures && pictures.getBoundingClientRect().bottom < innerHeight / 4) {
    document.querySelector('main')?.scrollIntoView();
  }
}

export function PhotoControls() {
  const { samples } = usePage();
  const place = useRef<HTMLElement>(null);
  const shown = usePlayground(({ photo }) => photo?.sample);
  const note = usePlayground(({ photo }) => photo?.raster.note);
  const chooseSample = usePlayground((state) => state.chooseSample);
  const choosePhoto = usePlayground((state) => state.choosePhoto);
  return (
    <section ref={place} className="photo-controls" aria-label="Photograph">
      <Around control="samples">
        <Gallery>
          {samples.map((sample) => (
            <Thumbnail
              key={sample.id}
              sample={sample}
              alt={sample.subject}
              title={`${sample.title}, ${sample.author}, ${sample.licence}`}
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
          Choose a photograph
        </FileButton>
        <span className="quiet">or drop or paste one</span>
        <Credit />
        <Remove focusElsewhere={() => place.current?.querySelector('input')?.focus()} />
      </div>
      <OwnPhotos />
      {note && <p className="quiet">{note}</p>}
    </section>
  );
}
