/** Where the photograph comes from: the page's own, or a file of the person's. */
import { useId } from 'react';
import { type Sample, sampleUrl } from '../../store/samples';
import { usePage, usePlayground } from '../context';

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

function Thumbnail({ sample }: { sample: Sample }) {
  const chosen = usePlayground((state) => state.photo?.sample === sample);
  const chooseSample = usePlayground((state) => state.chooseSample);
  return (
    <button
      type="button"
      className="thumbnail"
      aria-pressed={chosen}
      title={`${sample.title}, ${sample.author}, ${sample.licence}`}
      onClick={() => void chooseSample(sample)}
    >
      <img
        src={sampleUrl(sample)}
        alt={sample.subject}
        width={56}
        height={56}
        draggable={false}
        decoding="async"
      />
    </button>
  );
}

export function PhotoControls() {
  const id = useId();
  const { samples } = usePage();
  const choosePhoto = usePlayground((state) => state.choosePhoto);
  return (
    <section className="photo-controls" aria-label="Photograph">
      <div className="gallery">
        {samples.map((sample) => (
          <Thumbnail key={sample.id} sample={sample} />
        ))}
      </div>
      <div className="own-photo">
        <input
          id={id}
          className="visually-hidden"
          type="file"
          accept="image/*"
          onChange={({ target }) => {
            const file = target.files?.[0];
            if (file) void choosePhoto(file);
            // So that choosing the same file again is a change.
            target.value = '';
          }}
        />
        <label htmlFor={id} className="button primary">
          Choose a photograph
        </label>
        <span className="quiet">or drop or paste one</span>
        <Credit />
      </div>
    </section>
  );
}
