/** Which repository, and what the hub says of it before anything large is fetched. */
import { type FormEvent, useId, useState } from 'react';
import { needsOfOffer } from '../../../runtime/hub/needs';
import {
  type Candidates,
  filesOfOffer,
  fileUrl,
  isSameFile,
  licenceOf,
  type Offer,
  published,
} from '../../../runtime/hub/repository';
import { gpuProblem, memoryFor, precisionOn, wasmProblem } from '../../../runtime/models/limits';
import { size } from '../../../ui/numbers';
import { said } from '../../../words/said';
import { say, spell } from '../../../words/say';
import { useLibrary } from './context';

/** Of this device, in bytes, where the browser says; it never says more than 8 GB. */
const deviceMemory = (): number | undefined => {
  const { deviceMemory: gigabytes } = navigator as { deviceMemory?: number };
  return gigabytes === undefined || gigabytes >= 8 ? undefined : gigabytes * 1e9;
};

/** What running it will take, before anything is fetched. */
function Memory({ offer }: { offer: Offer }) {
  const gpu = useLibrary((state) => state.gpu);
  const needs = needsOfOffer(offer);
  const onCpu = wasmProblem(needs);
  const onGpu = gpu.kind === 'hardware' ? gpuProblem(needs, gpu) : said('library.noGpu');
  const there = deviceMemory();
  const precision = precisionOn(gpu);
  const [cpu, gpuMemory] = [size(memoryFor(needs, 'float32')), size(memoryFor(needs, precision))];
  const takes = onCpu
    ? !onGpu && say('library.memoryOnGpu', { gpu: gpuMemory, precision })
    : onGpu
      ? say('library.memoryOnCpu', { cpu })
      : say('library.memoryOnBoth', { cpu, gpu: gpuMemory, precision });
  return (
    <>
      {takes && (
        <p className="quiet">{there ? say('library.memoryHere', { takes, there: size(there) }) : takes}</p>
      )}
      {onCpu && <p className="hint">{say('library.notOnCpu', { why: onCpu })}</p>}
      {onCpu && onGpu && <p className="hint">{say('library.notOnGpuEither', { why: onGpu })}</p>}
    </>
  );
}

/** Where it will be, and for how long. */
function keepingWords(canKeep: boolean, free: number | undefined): string {
  if (!canKeep) return say('library.keptNowhere');
  return free === undefined ? say('library.keptUntilDeleted') : say('library.keptUpTo', { free: size(free) });
}

function OfferFacts({ offer }: { offer: Offer }) {
  const free = useLibrary((state) => state.free);
  const canKeep = useLibrary((state) => state.canKeep);
  const isLoading = useLibrary(({ loading }) => loading !== undefined && loading.phase !== 'stopped');
  const start = useLibrary((state) => state.start);
  const ofRepository = useLibrary((state) =>
    state.kept.find(({ offer: { repository } }) => repository === offer.repository),
  );
  const kept = ofRepository && isSameFile(ofRepository.offer, offer) ? ofRepository : undefined;
  const there = kept?.there ?? 0;
  const file = say('library.fileOfSize', {
    path: offer.path,
    parts: offer.parts?.length ?? 0,
    size: size(offer.bytes),
  });
  const fits = !canKeep || free === undefined || free >= offer.bytes - there;
  if (kept?.isDone)
    return <p className="library-offer">{say('library.alreadyHere', { repository: offer.repository })}</p>;
  return (
    <section className="library-offer" aria-label={say('library.offer')}>
      <dl className="library-facts">
        <dt>{say('library.repository')}</dt>
        <dd>{say('library.at', { repository: offer.repository, commit: offer.commit.slice(0, 7) })}</dd>
        <dt>{say('library.file')}</dt>
        <dd>{there > 0 ? say('library.filePartlyHere', { file, there: size(there) }) : file}</dd>
        <dt>{say('library.licence')}</dt>
        <dd>{spell(licenceOf(offer))}</dd>
        <dt>{say('library.checkedBy')}</dt>
        <dd>
          {filesOfOffer(offer).every(({ sha256 }) => sha256)
            ? say('library.byHash')
            : say('library.byLength')}
        </dd>
      </dl>
      <p className="quiet">{keepingWords(canKeep, free)}</p>
      {ofRepository && !kept && (
        <p className="hint">
          {say('library.takesPlaceOf', {
            path: ofRepository.offer.path,
            commit: ofRepository.offer.commit.slice(0, 7),
          })}
        </p>
      )}
      <Memory offer={offer} />
      {!fits && <p className="hint">{say('library.noRoom')}</p>}
      <button
        type="button"
        className="button primary"
        disabled={!fits || isLoading}
        onClick={() => void start(offer)}
      >
        {there > 0 ? say('library.goOnWithDownload') : say('library.download', { size: size(offer.bytes) })}
      </button>
    </section>
  );
}

/** Files of which one has to be meant; a look-up of its address goes on with it. */
function Choice({
  candidates: { repository, revision, files },
  onChoose,
}: {
  candidates: Candidates;
  onChoose: (address: string) => void;
}) {
  return (
    <section className="library-offer" aria-label={say('library.filesOfWeights')}>
      <p>{say('library.whichFile', { repository, count: files.length })}</p>
      <div className="library-published">
        {files.map(({ path, bytes }) => (
          <button
            key={path}
            type="button"
            className="button"
            onClick={() => onChoose(fileUrl(repository, revision, path))}
          >
            <span>{path}</span>{' '}
            <span className="quiet">{bytes === undefined ? say('library.unknownSize') : size(bytes)}</span>
          </button>
        ))}
      </div>
    </section>
  );
}

/** For what the hub gives to some people only. */
function Token() {
  const id = useId();
  const token = useLibrary((state) => state.token);
  const setToken = useLibrary((state) => state.setToken);
  return (
    <details className="library-token">
      <summary>{say('library.privateOrGated')}</summary>
      <label htmlFor={id}>{say('library.token')}</label>{' '}
      <input
        id={id}
        type="password"
        placeholder="hf_…"
        value={token}
        autoComplete="off"
        spellCheck={false}
        aria-describedby={`${id}-note`}
        onChange={({ target }) => setToken(target.value)}
      />
      <p id={`${id}-note`} className="quiet">
        {say('library.tokenNote')}
      </p>
    </details>
  );
}

export function LookUp() {
  const id = useId();
  const named = useLibrary(({ named: repository, kept }) =>
    kept.some(({ offer: { repository: one } }) => one === repository) ? undefined : repository,
  );
  const [text, setText] = useState(named ?? '');
  const offer = useLibrary((state) => state.offer);
  const candidates = useLibrary((state) => state.candidates);
  const isLooking = useLibrary((state) => state.isLooking);
  const lookUp = useLibrary((state) => state.lookUp);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (text.trim()) void lookUp(text);
  };
  const choose = (repository: string): void => {
    setText(repository);
    void lookUp(repository);
  };
  return (
    <>
      <div className="library-published">
        {published.map(({ repository, title, bytes }) => (
          <button key={repository} type="button" className="button" onClick={() => choose(repository)}>
            <span>{title}</span> <span className="quiet">{say('library.about', { size: size(bytes) })}</span>
          </button>
        ))}
      </div>
      <form className="library-form" onSubmit={submit}>
        <label htmlFor={id}>{say('library.repository')}</label>
        <input
          id={id}
          type="text"
          placeholder={say('library.ownerAndName')}
          value={text}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          onChange={({ target }) => setText(target.value)}
        />
        <button type="submit" className="button">
          {say('library.lookUp')}
        </button>
        <Token />
      </form>
      <p role="status" className="quiet">
        {isLooking && say('library.asking')}
      </p>
      {candidates && <Choice candidates={candidates} onChoose={choose} />}
      {offer && <OfferFacts offer={offer} />}
    </>
  );
}
