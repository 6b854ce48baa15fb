/** An on-or-off setting, and the one that several modes share. */
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

export function PasteSwitch() {
  const on = usePlayground((state) => state.view.pasteVisible);
  const setView = usePlayground((state) => state.setView);
  return (
    <Switch label="Paste visible patches" on={on} change={(pasteVisible) => setView({ pasteVisible })} />
  );
}
