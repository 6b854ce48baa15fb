/** The picture with a patch to choose, and what the network makes of that patch, or of all. */
import { usePlayground } from '../../../ui/context';
import { useFaded } from '../../../ui/parts/useLasting';
import { Panel } from '../../../ui/pictures/Panel';
import { usePicture } from '../../../ui/pictures/usePicture';
import { say, spell } from '../../../words/say';
import { isOfPicture } from '../store/choice';
import { Nearest, SharedColours } from './Among';
import { BesidePanel } from './BesidePanel';
import { ColouredTokens } from './ColouredTokens';
import { Controls } from './Controls';
import { CostView } from './CostView';
import { useBeside, useInside } from './context';
import { Heads } from './Heads';
import { PatchMap } from './PatchMap';
import { SaveInside } from './SaveInside';
import { WeightsView } from './WeightsView';
import './inside.css';

export function InsideView() {
  const look = useInside((state) => state.look);
  const weighed = useInside((state) => state.weighed);
  const others = useInside((state) => state.others);
  const colours = useInside((state) => state.colours);
  const choice = useInside((state) => state.choice);
  const isLooking = useInside((state) => state.isLooking);
  const choose = useInside((state) => state.choose);
  const scene = usePlayground((state) => state.scene);
  const model = usePlayground((state) => state.model);
  const beside = useBeside((state) => state.model);
  const isLookingBeside = useBeside((state) => state.isLooking);
  const under = usePicture(choice.isWhole ? 'original' : 'masked');
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
    <section
      className="inside"
      aria-label={say('inside.title')}
      aria-busy={isLooking || isLookingBeside || !isThere}
    >
      <p className="intro">{say('inside.intro')}</p>
      <Controls />
      {choice.sight === 'cost' && <CostView />}
      {choice.sight === 'weights' && weighed && (
        <WeightsView weights={weighed.weights} geometry={weighed.model.geometry} />
      )}
      {isOfPicture(choice.sight) && (
        <div className={beside ? 'inside-pictures two' : 'inside-pictures'}>
          <Panel
            title={title}
            aside={beside && <span className="quiet">{spell(model.title)}</span>}
            stale={stale}
          >
            {isOfThis &&
              scene &&
              (choice.sight !== 'colours' ? (
                <PatchMap
                  name={title}
                  look={look}
                  choice={choice}
                  under={under}
                  onPatch={(patch) => choose({ patch })}
                />
              ) : (
                colours && (
                  <ColouredTokens
                    name={title}
                    look={look}
                    levels={colours.levels[0]}
                    means={[
                      ...(colours.isGroundOut ? (['inside.groundMeans'] as const) : []),
                      colours.levels.length > 1 ? 'inside.coloursShared' : 'inside.coloursMean',
                    ]}
                  />
                )
              ))}
          </Panel>
          <BesidePanel />
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
