/** What the network beside makes of the same patch. */
import { useMemo } from 'react';
import { maskedPicture } from '../../../mae/compose';
import { usePlayground } from '../../../ui/context';
import { useFaded } from '../../../ui/parts/useLasting';
import { Panel } from '../../../ui/pictures/Panel';
import { say, spell } from '../../../words/say';
import { choiceThere, patchThere } from '../store/beside';
import type { Look } from '../store/look';
import { ColouredTokens } from './ColouredTokens';
import { useBeside, useInside } from './context';
import { PatchMap } from './PatchMap';

function Seen({ look, name }: { look: Look; name: string }) {
  const model = usePlayground((state) => state.model);
  const levels = useBeside((state) => state.levels);
  const choice = useInside((state) => state.choice);
  const choose = useInside((state) => state.choose);
  const { scene } = look;
  const { geometry } = scene.model;
  const there = useMemo(() => choiceThere(choice, model, scene.model), [choice, model, scene]);
  const under = useMemo(
    () => (look.choice.isWhole ? scene.square : maskedPicture(scene.square, scene.plan.mask, geometry)),
    [look, scene, geometry],
  );
  if (choice.sight === 'colours')
    return (
      levels && <ColouredTokens name={name} look={look} levels={levels} means={['inside.coloursMean']} />
    );
  return (
    <PatchMap
      name={name}
      look={look}
      choice={there}
      under={under}
      onPatch={(patch) => choose({ patch: patchThere(patch, geometry, model.geometry) })}
    />
  );
}

export function BesidePanel() {
  const model = useBeside((state) => state.model);
  const look = useBeside((state) => state.look);
  const isLooking = useBeside((state) => state.isLooking);
  const sight = useInside((state) => state.choice.sight);
  const stale = useFaded(isLooking);
  if (!model) return null;
  const title = spell(model.title);
  const { block, half, sight: seen } = look?.choice ?? {};
  const depth = half && look?.scene.model.geometry[half]?.depth;
  return (
    <Panel
      title={title}
      aside={
        block !== undefined && depth !== undefined ? (
          <span className="quiet">{say('inside.blockOf', { block, depth })}</span>
        ) : undefined
      }
      stale={stale}
    >
      {look && (seen === 'attention') === (sight === 'attention') && (
        <Seen look={look} name={say('inside.by', { model: title })} />
      )}
    </Panel>
  );
}
