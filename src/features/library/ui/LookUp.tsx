/** Which repository, and what the hub says of it before anything large is fetched. */
import { type FormEvent, useId, useState } from 'react';
import { needsOfOffer } from '../../../runtime/hub/needs';
import {
  type Candidates,
  filesOfOffer,
  fileUrl,
  isSameFile,
  type Offer,
  published,
} from '../../../runtime/hub/repository';
import { gpuProblem, memoryFor, precisionOn, wasmProblem } from '../../../runtime/models/limits';
import { counted } from '../../../ui/numbers';
import { useLibrary } from './context';
import { size } from './sizes';

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
  const onGpu = gpu.kind === 'hardware' ? gpuProblem(needs, gpu) : 'this browser offers no GPU';
  const there = deviceMemory();
  const precision = precisionOn(gpu);
  const takes = [
    !onCpu && `about ${size(memoryFor(needs, 'float32'))} of memory on WebAssembly`,
    !onGpu && `about ${size(memoryFor(needs, precision))} on this GPU, which computes in ${precision}`,
  ].filter(Boolean);
  return (
    <>
      {takes.length > 0 && (
        <p className="quiet">
          {`While it runs it takes ${takes.join(', ')}.${there ? ` This device has ${size(there)}.` : ''}`}
        </p>
      )}
      {onCpu && <p className="hint">{`WebAssembly cannot run it: ${onCpu}.`}</p>}
      {onCpu && onGpu && <p className="hint">{`WebGPU cannot either: ${onGpu}.`}</p>}
    </>
  );
}

/** Where it will be, and for how long. */
function keepingWords(canKeep: boolean, free: number | undefined): string {
  if (!canKeep) {
    return 'This browser gives the page no place to keep a model, as in a private window or without https: it is held in memory, and gone when the page is closed.';
  }
  const most = free === undefined ? '' : `, which allows up to ${size(free)},`;
  return `It is kept in this browser${most} until you delete it.`;
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
  const fits = !canKeep || free === undefined || free >= offer.bytes - there;
  if (kept?.isDone)
    return <p className="library-offer">{`${offer.repository} is on this machine already.`}</p>;
  return (
    <section className="library-offer" aria-label="What will be downloaded">
      <dl className="library-facts">
        <dt>Repository</dt>
        <dd>{`${offer.repository} at ${offer.commit.slice(0, 7)}`}</dd>
        <dt>File</dt>
        <dd>
          {`${offer.path}${offer.parts ? ` in ${counted(offer.parts.length, 'file')}` : ''}, ${size(offer.bytes)}${there > 0 ? `, of which ${size(there)} are here` : ''}`}
        </dd>
        <dt>Licence</dt>
        <dd>{offer.licence}</dd>
        <dt>Checked by</dt>
        <dd>
          {filesOfOffer(offer).every(({ sha256 }) => sha256)
            ? 'SHA-256, as the hub states it'
            : 'its length; the hub states no hash'}
        </dd>
      </dl>
      <p className="quiet">{keepingWords(canKeep, free)}</p>
      {ofRepository && !kept && (
        <p className="hint">
          {`It takes the place of ${ofRepository.offer.path} at ${ofRepository.offer.commit.slice(0, 7)}, which is kept of this repository.`}
        </p>
      )}
      <Memory offer={offer} />
      {!fits && (
        <p className="hint">There is not enough room for it. Delete a model that is kept, or make room.</p>
      )}
      <button
        type="button"
        className="button primary"
        disabled={!fits || isLoading}
        onClick={() => void start(offer)}
      >
        {there > 0 ? 'Go on with the download' : `Download ${size(offer.bytes)}`}
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
    <section className="library-offer" aria-label="Files of weights">
      <p>{`${repository} has ${files.length} files of weights. Which one?`}</p>
      <div className="library-published">
        {files.map(({ path, bytes }) => (
          <button
            key={path}
            type="button"
            className="button"
            onClick={() => onChoose(fileUrl(repository, revision, path))}
          >
            <span>{path}</span>{' '}
            <span className="quiet">{bytes === undefined ? 'of unknown size' : size(bytes)}</span>
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
      <summary>Private or gated?</summary>
      <label htmlFor={id}>Access token</label>{' '}
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
        Of your account on the hub, with the right to read. It is sent to the hub only, and forgotten when the
        page is closed.
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
            <span>{title}</span> <span className="quiet">{`about ${size(bytes)}`}</span>
          </button>
        ))}
      </div>
      <form className="library-form" onSubmit={submit}>
        <label htmlFor={id}>Repository</label>
        <input
          id={id}
          type="text"
          placeholder="owner/name"
          value={text}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          onChange={({ target }) => setText(target.value)}
        />
        <button type="submit" className="button">
          Look up
        </button>
        <Token />
      </form>
      <p role="status" className="quiet">
        {isLooking && 'Asking the hub'}
      </p>
      {candidates && <Choice candidates={candidates} onChoose={choose} />}
      {offer && <OfferFacts offer={offer} />}
    </>
  );
}
