/** The picture with a patch to choose, and what the network makes of that patch, or of all. */
import { useMemo } from 'react';
import { colouredPatches } from '../../../mae/features';
import { effectiveCount, meanDistance } from '../../../mae/gaze';
import { gridOf } from '../../../mae/geometry';
import { usePlayground } from '../../../ui/context';
import { HeatMap } from '../../../ui/heat/HeatMap';
import { decimals } from '../../../ui/numbers';
import { useFaded } from '../../../ui/parts/useLasting';
import { Lens } from '../../../ui/pictures/Lens';
import { Panel } from '../../../ui/pictures/Panel';
import { Picture } from '../../../ui/pictures/Picture';
import { usePicture } from '../../../ui/pictures/usePicture';
import { say } from '../../../words/say';
import { isOfPicture } from '../store/choice';
import type { Colours, Look } from '../store/inside';
import { Nearest, SharedColours } from './Among';
import { Controls } from './Controls';
import { CostView } from './CostView';
import { useInside } from './context';
import { Heads } from './Heads';
import { gazeOf, mapOf } from './maps';
import { SaveInside } from './SaveInside';
import { WeightsView } from './WeightsView';
import './inside.css';

/** What a patch without a token gets in the place of a map. */
const NoToken = () => <p className="panel-words">{say('inside.hiddenFromEncoder')}</p>;

/** One value for each patch, over the picture; a press chooses another patch. */
function ChosenMap({ look }: { look: Look }) {
  const choice = useInside((state) => state.choice);
  const choose = useInside((state) => state.choose);
  const { sight, patch, head } = choice;
  const under = usePicture(look.choice.isWhole ? 'original' : 'masked');
  const grid = gridOf(look.scene.model.geometry);
  const { values, hasToken, legend, colour } = useMemo(() => mapOf(look, choice), [look, choice]);
  const isAttention = sight === 'attention';
  const gaze = isAttention ? gazeOf(look, patch, head) : undefined;
  return (
    <>
      <HeatMap
        name={say(isAttention ? 'inside.whereItLooks' : 'inside.whatIsLike')}
        values={values}
        grid={grid}
        colour={colour}
        legend={legend}
        under={under}
        opacity={0.72}
        chosen={patch}
        onChoose={(chosen) => choose({ patch: chosen })}
        describe={(_, value) =>
          Number.isNaN(value)
            ? say('inside.noToken')
            : isAttention
              ? say('inside.percentOf', { value: decimals(value, 2) })
              : say('inside.cosine', { value: decimals(value, 3) })
        }
      />
      {!hasToken && <NoToken />}
      {gaze && (
        <p className="inside-numbers">
          {say('inside.local', {
            distance: decimals(meanDistance(gaze, patch, grid), 1),
            count: decimals(effectiveCount(gaze), 1),
          })}
        </p>
      )}
    </>
  );
}

function ColouredTokens({ look, colours }: { look: Look; colours: Colours }) {
  const [own, ...others] = colours.levels;
  const raster = useMemo(() => colouredPatches(own, look.ids, look.scene.model.geometry), [look, own]);
  return (
    <>
      <Lens>
        <Picture name={say('inside.colours')} raster={raster} />
      </Lens>
      {colours.isGroundOut && <p className="frame-note">{say('inside.groundMeans')}</p>}
      <p className="frame-note">{say(others.length > 0 ? 'inside.coloursShared' : 'inside.coloursMean')}</p>
    </>
  );
}

export function InsideView() {
  const look = useInside((state) => state.look);
  const weighed = useInside((state) => state.weighed);
  const others = useInside((state) => state.others);
  const colours = useInside((state) => state.colours);
  const choice = useInside((state) => state.choice);
  const isLooking = useInside((state) => state.isLooking);
  const choose = useInside((state) => state.choose);
  const scene = usePlayground((state) => state.scene);
  const stale = useFaded(isLooking);
  const isOfThis = look && (look.choice.sight === 'attention') === (choice.sight === 'attention');
  const isThere = isOfPicture(choice.sight) ? look : choice.sight === 'cost' || weighed;
  const title =
    choice.sight === 'attention'
      ? say('inside.whereItLooks')
      : choice.sight === 'likeness'
        ? say('inside.whatIsLike')
        : say('inside.colours');
  return (
    <section className="inside" aria-label={say('inside.title')} aria-busy={isLooking || !isThere}>
      <p className="intro">{say('inside.intro')}</p>
      <Controls />
      {choice.sight === 'cost' && <CostView />}
      {choice.sight === 'weights' && weighed && (
        <WeightsView weights={weighed.weights} geometry={weighed.model.geometry} />
      )}
      {isOfPicture(choice.sight) && (
        <div className="inside-pictures">
          <Panel title={title} aside={undefined} stale={stale}>
            {isOfThis &&
              scene &&
              (choice.sight !== 'colours' ? (
                <ChosenMap look={look} />
              ) : (
                colours && <ColouredTokens look={look} colours={colours} />
              ))}
          </Panel>
          <div className="inside-side">
            {isOfThis && choice.sight === 'attention' && (
              <Heads
                look={look}
                patch={choice.patch}
                chosen={choice.head}
                onChoose={(head) => choose({ head })}
              />
            )}
            {choice.sight !== 'colours' && <p className="quiet">{say('inside.choosePatch')}</p>}
            <p className="quiet">
              {say(choice.sight === 'attention' ? 'inside.notAnExplanation' : 'inside.smallModel')}
            </p>
            {isOfThis && choice.sight === 'likeness' && others.length > 0 && (
              <Nearest look={look} patch={choice.patch} others={others} />
            )}
            {isOfThis && choice.sight === 'colours' && colours && others.length > 0 && (
              <SharedColours look={look} others={others} colours={colours.levels} />
            )}
            {isOfThis && <SaveInside look={look} levels={colours?.levels[0]} />}
          </div>
        </div>
      )}
    </section>
  );
}
