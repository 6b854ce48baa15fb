/** What mere interpolation makes of the visible pixels, and how close it comes. */
import { say } from '../../words/say';
import { usePlayground } from '../context';
import { decibels } from '../numbers';
import { useFaded } from '../parts/useLasting';
import { Lens } from './Lens';
import { Panel } from './Panel';
import { Picture } from './Picture';
import { useFilling } from './useFilling';

export function Interpolated() {
  const filled = useFilling();
  const scene = usePlayground((state) => state.scene);
  const stale = useFaded(filled !== undefined && filled.scene !== scene);
  return (
    <Panel
      title={say('interpolation.title')}
      term="interpolation"
      aside={<span className={stale ? 'quiet outdated' : 'quiet'}>{filled && decibels(filled.psnr)}</span>}
      stale={stale}
    >
      <Lens>
        <Picture name={say('interpolation.title')} raster={filled?.picture} />
      </Lens>
    </Panel>
  );
}
