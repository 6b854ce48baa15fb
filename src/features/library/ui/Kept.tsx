/** What is kept on this machine, whole or in part. */
import type { ReactNode } from 'react';
import { licenceOf } from '../../../runtime/hub/repository';
import type { Kept as KeptModel } from '../../../runtime/hub/shelf';
import { hubModelId } from '../../../runtime/models/model';
import { quoted } from '../../../runtime/quoted';
import { usePlayground } from '../../../ui/context';
import { size } from '../../../ui/numbers';
import { say, sayRich } from '../../../words/say';
import { useLibrary } from './context';

/** What is heard of a button and not seen. */
const tags = { hidden: (chunks: ReactNode) => <span className="visually-hidden">{chunks}</span> };

function Row({ kept: { offer, there, isDone, isHeld }, onUse }: { kept: KeptModel; onUse: () => void }) {
  const { repository } = offer;
  const whole = size(offer.bytes);
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
        {say('library.keptFacts', {
          size: isDone ? whole : say('library.part', { there: size(there), whole }),
          licence: licenceOf(offer),
          place: isHeld ? 'memory' : 'disk',
        })}
      </span>
      <span className="library-buttons">
        {isDone && why && (
          <button type="button" className="button small" onClick={() => void tryAgain(offer)}>
            {sayRich('library.tryAgain', tags, { repository })}
          </button>
        )}
        {isDone && !why && (
          <button type="button" className="button small" disabled={!model} onClick={use}>
            {sayRich('library.use', tags, { repository })}
          </button>
        )}
        {!isDone && (
          <button type="button" className="button small" onClick={() => void start(offer)}>
            {sayRich('library.goOnWith', tags, { repository })}
          </button>
        )}
        <button type="button" className="button small" onClick={() => void remove(repository)}>
          {sayRich('library.delete', tags, { repository })}
        </button>
      </span>
      {isDone && why && <p className="library-why">{say(why)}</p>}
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
          {sayRich('library.delete', tags, { repository })}
        </button>
      </span>
      <p className="library-why">{say('library.damaged', { repository: quoted(repository) })}</p>
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
    <section className="library-kept" aria-label={say('library.kept')}>
      <h3>
        <span>{say('library.kept')}</span>
        {free !== undefined && (
          <span className="quiet">{` ${say('library.free', { size: size(free) })}`}</span>
        )}
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
