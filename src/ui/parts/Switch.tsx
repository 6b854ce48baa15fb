/** An on-or-off setting, and those that several modes share. */
import { say } from '../../words/say';
import { usePlayground } from '../context';
import './switch.css';

interface Props {
  readonly label: string;
  readonly on: boolean;
  readonly disabled?: boolean;
  readonly change: (on: boolean) => void;
}

export function Switch({ label, on, disabled, change }: Props) {
  return (
    <label className="switch">
      <input
        type="checkbox"
        role="switch"
        checked={on}
        aria-checked={on}
        disabled={disabled}
        onChange={(event) => change(event.target.checked)}
      />
      <span>{label}</span>
    </label>
  );
}

/** Off for what is no prediction: features are of the visible patches themselves, and pasted over nothing of them would be left. */
export function PasteSwitch({ disabled = false }: { disabled?: boolean }) {
  const on = usePlayground((state) => state.view.pasteVisible);
  const setView = usePlayground((state) => state.setView);
  return (
    <Switch
      label={say('pictures.paste')}
      on={on && !disabled}
      disabled={disabled}
      change={(pasteVisible) => setView({ pasteVisible })}
    />
  );
}

/** Whether interpolation stands beside the network: the same in every mode that has it. */
export function InterpolationSwitch() {
  const on = usePlayground((state) => state.view.interpolation);
  const setView = usePlayground((state) => state.setView);
  return (
    <Switch
      label={say('pictures.interpolation')}
      on={on}
      change={(interpolation) => setView({ interpolation })}
    />
  );
}
