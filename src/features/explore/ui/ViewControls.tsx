/** How the pictures are laid out, how large, and how to take them away. */
import { usePage, usePlayground } from '../../../ui/context';
import { Export } from '../../../ui/export/Export';
import { maskOf } from '../../../ui/maskFacts';
import { Segments } from '../../../ui/parts/Segments';
import { InterpolationSwitch } from '../../../ui/parts/Switch';
import { Magnifier } from '../../../ui/pictures/Magnifier';
import { say } from '../../../words/say';
import { choicesOf, numbersOf } from './choices';

export function ViewControls() {
  const { playground, filling } = usePage();
  const layout = usePlayground((state) => state.view.layout);
  const setView = usePlayground((state) => state.setView);
  return (
    <div className="view-controls">
      <Segments
        label={say('explore.view')}
        options={{
          triplet: say('explore.sideBySide'),
          wipe: say('explore.wipe'),
          errors: say('explore.errors'),
          steps: say('explore.steps'),
        }}
        value={layout}
        onChange={(chosen) => setView({ layout: chosen })}
      />
      <Magnifier />
      {layout === 'triplet' && <InterpolationSwitch />}
      <Export
        choices={() => choicesOf(playground.getState(), filling.getState().filled)}
        numbers={() => numbersOf(playground.getState())}
        mask={() => maskOf(playground.getState())}
      />
    </div>
  );
}
