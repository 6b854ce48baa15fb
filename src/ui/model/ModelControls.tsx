/** Which model, and where it runs. */
import { Fragment, useId } from 'react';
import { isNormalised, statisticsKinds } from '../../mae/target';
import { type BackendChoice, backendNames } from '../../runtime/inference/backend';
import type { SelfCheck } from '../../runtime/inference/scene';
import type { Model } from '../../runtime/models/model';
import { type Said, said } from '../../words/said';
import { say, spell } from '../../words/say';
import { usePage, usePlayground } from '../context';
import { megabytes, scientific } from '../numbers';
import { Menu } from '../parts/Menu';
import { together } from '../together';
import { HowRead } from './HowRead';
import { OpenModel } from './OpenModel';
import { statisticsNames, statisticsOf } from './targets';
import './model.css';

const bytesOf = ({ files }: Model): number => ('tensors' in files ? files.bytes : files.weights.bytes);

const summaryOf = (model: Model): string =>
  say('model.summary', {
    summary: model.summary,
    megabytes: megabytes(bytesOf(model)),
    licence: model.licence.name,
  });

function networkOf({ geometry: { encoder, decoder }, parameters }: Model): Said {
  const ofEncoder = { encoder: encoder.depth, encoderWidth: encoder.width };
  const millions = (parameters / 1e6).toFixed(1);
  return decoder
    ? said('model.network', { ...ofEncoder, decoder: decoder.depth, decoderWidth: decoder.width, millions })
    : said('model.encoderAlone', { ...ofEncoder, millions });
}

function factsOf(model: Model): string {
  const { width, height, patchSize: patch, channels } = model.geometry;
  const { note } = model.licence;
  return together([
    said('model.pictures', { width, height, channels, patch }),
    networkOf(model),
    ...model.source,
    ...(note ? [note] : []),
  ]);
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
        label={say('model.model')}
        describedBy={id}
        value={model.id}
        options={models.map(({ id: value, title }) => ({ value, title: spell(title) }))}
        onChoose={(value) => setModel(models.find((other) => other.id === value) ?? model)}
      />
      {isNormalised(model.target) && <StatisticsMenu />}
      <div id={id} className="quiet choice-words">
        <p>{summaryOf(model)}</p>
        <details>
          <summary>{say('model.about')}</summary>
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
        label={say('model.statistics')}
        value={statisticsOf(model)}
        options={statisticsKinds.map((value) => ({ value, title: say(statisticsNames[value]) }))}
        onChoose={setStatistics}
      />
    </div>
  );
}

/** How the numbers were checked. A file brings none of PyTorch's: a GPU is then checked with the built-in model. */
function checkWords(check: SelfCheck, isOwn: boolean): Said {
  if (check === 'none') return said('model.notChecked');
  if (check === 'coming') return said('model.checkComing');
  return said(isOwn ? 'model.checked' : 'model.builtInChecked', { error: scientific(check) });
}

const backends = (): readonly { readonly value: BackendChoice; readonly title: string }[] => [
  { value: 'auto', title: say('model.automatic') },
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
        label={say('model.backend')}
        term="backend"
        describedBy={id}
        value={backend}
        options={backends()}
        onChoose={setBackend}
      />
      <p id={id} className="quiet choice-words">
        {running
          ? say('model.running', {
              precision: running.precision,
              backend: backendNames[running.backend],
              reason: running.reason,
              check: checkWords(check, isOwn),
            })
          : say('model.notRunning')}
      </p>
    </div>
  );
}

export function ModelControls() {
  return (
    <section className="model-controls" aria-label={say('model.title')}>
      <ModelMenu />
      <BackendMenu />
    </section>
  );
}
