/** What whoever looks into a problem asks first, in English but for what the page says. Nothing here is of a photograph. */
import { version } from '../../../../package.json';
import type { Playground } from '../../../store/playground';
import { backendWords } from '../../../ui/numbers';
import { say, spell } from '../../../words/say';

/** What is asked of the browser. */
export type Surroundings = Pick<
  typeof globalThis,
  'isSecureContext' | 'crossOriginIsolated' | 'innerWidth' | 'innerHeight' | 'devicePixelRatio'
> & {
  readonly navigator: Pick<Navigator, 'userAgent' | 'hardwareConcurrency' | 'language'>;
  readonly location: Pick<Location, 'href'>;
};

function runs({ status }: Playground): string {
  if (status.kind !== 'running') return status.kind;
  const { running } = status;
  return `${backendWords(running)}: ${spell(running.reason)}`;
}

/** Line by line, a name and what it is. */
export function factsOf(page: Playground, world: Surroundings): string {
  const { model, problem } = page;
  const { height, width, patchSize, channels } = model.geometry;
  const { navigator, location } = world;
  const lines: Record<string, string | undefined> = {
    'MAE Playground': version,
    Address: location.href,
    Model: `${spell(model.title)}, ${height} × ${width} × ${channels}, patches of ${patchSize}, target ${model.target}`,
    Runs: runs(page),
    Browser: navigator.userAgent,
    Language: navigator.language,
    Threads: `${navigator.hardwareConcurrency}, ${world.crossOriginIsolated ? 'isolated' : 'not isolated'}`,
    Context: world.isSecureContext ? 'secure' : 'not secure',
    Window: `${world.innerWidth} × ${world.innerHeight}, ${world.devicePixelRatio} pixels each`,
    Message: problem && say(problem),
  };
  return Object.entries(lines)
    .flatMap(([name, value]) => (value === undefined ? [] : `${name}: ${value}`))
    .join('\n');
}
