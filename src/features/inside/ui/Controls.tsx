/** What is looked at: how much the encoder is shown, which half, after how many blocks, and in which way. */
import { useId } from 'react';
import { usePlayground } from '../../../ui/context';
import { Explained } from '../../../ui/glossary/Explained';
import { Menu } from '../../../ui/parts/Menu';
import { Segments } from '../../../ui/parts/Segments';
import { Switch } from '../../../ui/parts/Switch';
import { say, spell } from '../../../words/say';
import { canLookAmong, isOfPicture } from '../store/choice';
import { useBeside, useInside } from './context';

const NOTHING = '';

/** Another network on the same patch, where there is another. */
function BesideMenu() {
  const models = usePlayground((state) => state.models);
  const model = usePlayground((state) => state.model);
  const beside = useBeside((state) => state.model);
  const setBeside = useBeside((state) => state.setModel);
  const others = models.filter(({ id }) => id !== model.id);
  if (others.length === 0) return null;
  return (
    <Menu
      label={say('inside.beside')}
      value={beside?.id ?? NOTHING}
      options={[
        { value: NOTHING, title: say('inside.nothingBeside') },
        ...others.map(({ id: value, title }) => ({ value, title: spell(title) })),
      ]}
      onChoose={(value) => setBeside(others.find(({ id }) => id === value))}
    />
  );
}

export function Controls() {
  const id = useId();
  const choice = useInside((state) => state.choice);
  const choose = useInside((state) => state.choose);
  const geometry = usePlayground(({ model }) => model.geometry);
  const hasOwn = usePlayground(({ own }) => own.length > 0);
  const { sight, isWhole, half, block, amongSamples, amongOwn, isGroundOut } = choice;
  const { depth } = geometry[half] ?? geometry.encoder;
  const first = sight === 'attention' ? Math.min(1, depth) : 0;
  const ofPicture = isOfPicture(sight);
  return (
    <div className="inside-controls">
      <Segments
        label={say('inside.sight')}
        options={{
          likeness: say('inside.likeness'),
          attention: say('inside.attention'),
          colours: say('inside.colours'),
          weights: say('inside.weights'),
          cost: say('inside.cost'),
        }}
        value={sight}
        onChange={(chosen) => choose({ sight: chosen })}
      />
      {ofPicture && (
        <Segments
          label={say('inside.sees')}
          options={{ whole: say('inside.whole'), visible: say('inside.visible') }}
          value={isWhole ? 'whole' : 'visible'}
          onChange={(chosen) => choose({ isWhole: chosen === 'whole' })}
        />
      )}
      {ofPicture && !isWhole && geometry.decoder && (
        <Segments
          label={say('inside.half')}
          options={{ encoder: say('inside.encoder'), decoder: say('inside.decoder') }}
          value={half}
          onChange={(chosen) => choose({ half: chosen, block: geometry[chosen]?.depth ?? 0 })}
        />
      )}
      {ofPicture && <BesideMenu />}
      {canLookAmong(choice) && (
        <Switch label={say('inside.among')} on={amongSamples} change={(on) => choose({ amongSamples: on })} />
      )}
      {canLookAmong(choice) && hasOwn && (
        <Switch label={say('inside.amongOwn')} on={amongOwn} change={(on) => choose({ amongOwn: on })} />
      )}
      {sight === 'colours' && (
        <Switch
          label={say('inside.groundOut')}
          on={isGroundOut}
          change={(on) => choose({ isGroundOut: on })}
        />
      )}
      {ofPicture && (
        <div className="inside-block">
          <label htmlFor={id}>{say('inside.block')}</label>
          <Explained term={half} />
          <input
            id={id}
            type="range"
            min={first}
            max={depth}
            step={1}
            value={block}
            onChange={({ target }) => choose({ block: target.valueAsNumber })}
          />
          <output htmlFor={id}>{say('inside.blockOf', { block, depth })}</output>
        </div>
      )}
    </div>
  );
}
