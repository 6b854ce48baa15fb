/** Which model, and where it runs. */
import { Fragment, useId } from 'react';
import { isNormalised, statisticsKinds } from '../../mae/target';
import { type BackendChoice, backendNames } from '../../runtime/inference/backend';
import type { Running, SelfCheck } from '../../runtime/inference/scene';
import type { Model } from '../../runtime/models/model';
import { usePage, usePlayground } from '../context';
import { counted, megabytes, scientific } from '../numbers';
import { Menu } from '../parts/Menu';
import { HowRead } from './HowRead';
import { OpenModel } from './OpenModel';
import { statisticsNames, statisticsOf } from './targets';
import './model.css';

const bytesOf = ({ files }: Model): number => ('tensors' in files ? files.bytes : files.weights.bytes);

const channelWords = (channels: number): string => {
  if (channels === 3) return '';
  return channels === 1 ? ' in grey' : ` of ${channels} channels`;
};

function factsOf({ geometry, parameters, source, licence }: Model): string {
  const { encoder, decoder, width, height, patchSize, channels } = geometry;
  const decoderWords = decoder
    ? `decoder ${counted(decoder.depth, 'block')} × ${decoder.width}`
    : 'no decoder';
  return [
    `Pictures of ${width} × ${height} pixels${channelWords(channels)} in patches of ${patchSize}.`,
    `Encoder ${counted(encoder.depth, 'block')} × ${encoder.width}, ${decoderWords},`,
    `${(parameters / 1e6).toFixed(1)} million parameters.`,
    source && `${source.replace(/\.$/, '')}.`,
    licence.note,
  ]
    .filter(Boolean)
    .join(' ');
}

function ModelMenu() {
  const id = useId();
  const { features } = usePage();
  const models = usePlayground((state) => state.models);
  const model = usePlayground((state) => state.model);
  const setModel = usePlayground((state) => state.setModel);
  return (
    <div className="choice">
      <Menu
        label="Model"
        describedBy={id}
        value={model.id}
        options={models.map(({ id: value, title }) => ({ value, title }))}
        onChoose={(value) => setModel(models.find((other) => other.id === value) ?? model)}
      />
      {isNormalised(model.target) && <StatisticsMenu />}
      <div id={id} className="quiet choice-words">
        <p>{`${model.summary} ${megabytes(bytesOf(model))} MB. Licence: ${model.licence.name}.`}</p>
        <details>
          <summary>About this model</summary>
          <p>{factsOf(model)}</p>
        </details>
        <HowRead />
      </div>
      <div className="open-model">
        {features.map(({ modelSource }, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the list never changes
          <Fragment key={i}>{modelSource}</Fragment>
        ))}
        <OpenModel />
      </div>
    </div>
  );
}

/** For models that predict each patch without its brightness and contrast. */
function StatisticsMenu() {
  const model = usePlayground((state) => state.model);
  const setStatistics = usePlayground((state) => state.setStatistics);
  return (
    <div className="patch-statistics">
      <Menu
        label="Brightness and contrast of each patch"
        value={statisticsOf(model)}
        options={statisticsKinds.map((value) => ({ value, title: statisticsNames[value] }))}
        onChoose={setStatistics}
      />
    </div>
  );
}

const precisionWords = ({ precision }: Running): string =>
  precision === 'float16' ? ' in half precision (float16)' : '';

/** How the numbers were checked. A file brings none of PyTorch's: a GPU is then checked with the built-in model. */
function checkWords(check: SelfCheck, isOwn: boolean): string {
  if (check === 'none') return 'The file brings no numbers of PyTorch’s to check it against.';
  if (check === 'coming') return 'Its numbers are being compared with PyTorch’s.';
  const within = `within ${scientific(check)} of PyTorch’s numbers`;
  return isOwn
    ? `Self-check passed, ${within}.`
    : `The file brings no numbers to check it against; the built-in model’s are right here, ${within}.`;
}

const backends: readonly { readonly value: BackendChoice; readonly title: string }[] = [
  { value: 'auto', title: 'Automatic' },
  { value: 'webgpu', title: backendNames.webgpu },
  { value: 'wasm', title: backendNames.wasm },
];

function BackendMenu() {
  const id = useId();
  const backend = usePlayground((state) => state.backend);
  const running = usePlayground(({ status }) => (status.kind === 'running' ? status.running : undefined));
  const check = usePlayground(({ status }) => (status.kind === 'running' ? status.check : 'none'));
  const isOwn = usePlayground(({ model }) => !('tensors' in model.files));
  const setBackend = usePlayground((state) => state.setBackend);
  return (
    <div className="choice">
      <Menu
        label="Backend"
        term="backend"
        describedBy={id}
        value={backend}
        options={backends}
        onChoose={setBackend}
      />
      <p id={id} className="quiet choice-words">
        {running
          ? `Runs on ${backendNames[running.backend]}${precisionWords(running)}: ${running.reason}. ${checkWords(check, isOwn)}`
          : 'Not running yet.'}
      </p>
    </div>
  );
}

export function ModelControls() {
  return (
    <section className="model-controls" aria-label="Model and backend">
      <ModelMenu />
      <BackendMenu />
    </section>
  );
}
