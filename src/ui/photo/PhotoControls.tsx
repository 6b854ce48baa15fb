/** Where the photograph comes from: the page's own, or a file of the person's. */
import { usePage, usePlayground } from '../context';
import { FileButton } from '../parts/FileButton';
import { Gallery, Thumbnail } from './Gallery';
import './photo.css';

function Credit() {
  const photo = usePlayground((state) => state.photo);
  if (!photo) return <p className="quiet">&nbsp;</p>;
  if (!photo.sample) return <p className="quiet ellipsis">{photo.title}, which stays on this machine</p>;
  const { title, author, licence, licenceUrl } = photo.sample;
  return (
    <p className="quiet ellipsis">
      {title}, {author}, {licenceUrl ? <a href={licenceUrl}>{licence}</a> : licence}
    </p>
  );
}

export function PhotoControls() {
  const { samples } = usePage();
  const shown = usePlayground(({ photo }) => photo?.sample);
  const chooseSample = usePlayground((state) => state.chooseSample);
  const choosePhoto = usePlayground((state) => state.choosePhoto);
  return (
    <section className="photo-controls" aria-label="Photograph">
      <Gallery>
        {samples.map((sample) => (
          <Thumbnail
            key={sample.id}
            sample={sample}
            alt={sample.subject}
            title={`${sample.title}, ${sample.author}, ${sample.licence}`}
            isChosen={sample === shown}
            onClick={() => void chooseSample(sample)}
          />
        ))}
      </Gallery>
      <div className="own-photo">
        <FileButton accept="image/*" look="primary" onFiles={([file]) => void choosePhoto(file)}>
          Choose a photograph
        </FileButton>
        <span className="quiet">or drop or paste one</span>
        <Credit />
      </div>
    </section>
  );
}
