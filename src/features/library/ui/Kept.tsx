/** What is kept on this machine, whole or in part. */

import type { Kept as KeptModel } from '../../../runtime/hub/shelf';
import { hubModelId } from '../../../runtime/models/model';
import { quoted } from '../../../runtime/quoted';
import { usePlayground } from '../../../ui/context';
import { useLibrary } from './context';
import { size } from './sizes';

function Row({ kept: { offer, there, isDone, isHeld }, onUse }: { kept: KeptModel; onUse: () => void }) {
  const { repository } = offer;
  const start = useLibrary((state) => state.start);
  const remove = useLibrary((state) => state.remove);
  const why = useLibrary((state) => state.unopened.get(repository));
  const tryAgain = useLibrary((state) => state.tryAgain);
  const model = usePlayground(({ models }) => models.find(({ id }) => id === hubModelId(repository)));
  const setModel = usePlayground((state) => state.setModel);
  const use = (): void => {
    if (!model) return;
    setModel(model);
    onUse();
  };
  return (
    <li className="library-row">
      <span className="library-name">{repository}</span>
      <span className="quiet">
        {`${isDone ? size(offer.bytes) : `${size(there)} of ${size(offer.bytes)}`}, ${offer.licence}${isHeld ? ', in memory until the page is closed' : ''}`}
      </span>
      <span className="library-buttons">
        {isDone && why && (
          <button type="button" className="button small" onClick={() => void tryAgain(offer)}>
            Try again<span className="visually-hidden">{` with ${repository}`}</span>
          </button>
        )}
        {isDone && !why && (
          <button type="button" className="button small" disabled={!model} onClick={use}>
            Use<span className="visually-hidden">{` ${repository}`}</span>
          </button>
        )}
        {!isDone && (
          <button type="button" className="button small" onClick={() => void start(offer)}>
            Go on<span className="visually-hidden">{` with ${repository}`}</span>
          </button>
        )}
        <button type="button" className="button small" onClick={() => void remove(repository)}>
          Delete<span className="visually-hidden">{` ${repository}`}</span>
        </button>
      </span>
      {isDone && why && <p className="library-why">{why}</p>}
    </li>
  );
}

/** Of no use any more, and in the way of nothing but room. */
function DamagedRow({ repository }: { repository: string }) {
  const remove = useLibrary((state) => state.remove);
  return (
    <li className="library-row">
      <span className="library-name">{repository}</span>
      <span className="library-buttons">
        <button type="button" className="button small" onClick={() => void remove(repository)}>
          Delete<span className="visually-hidden">{` ${repository}`}</span>
        </button>
      </span>
      <p className="library-why">
        {`${quoted(repository)} cannot be used any more: the notes that were kept with it are damaged. Delete it, and download it again.`}
      </p>
    </li>
  );
}

export function Kept({ onUse }: { onUse: () => void }) {
  const kept = useLibrary((state) => state.kept);
  const loading = useLibrary(({ loading: now }) => now?.offer.repository);
  const free = useLibrary((state) => (state.canKeep ? state.free : undefined));
  const damaged = useLibrary((state) => state.damaged).filter((repository) => repository !== loading);
  const others = kept.filter(({ offer }) => offer.repository !== loading);
  if (others.length + damaged.length === 0) return null;
  return (
    <section className="library-kept" aria-label="Kept on this machine">
      <h3>
        <span>Kept on this machine</span>
        {free !== undefined && <span className="quiet">{` the browser allows ${size(free)} more`}</span>}
      </h3>
      <ul>
        {others.map((one) => (
          <Row key={one.offer.repository} kept={one} onUse={onUse} />
        ))}
        {damaged.map((repository) => (
          <DamagedRow key={repository} repository={repository} />
        ))}
      </ul>
    </section>
  );
}
