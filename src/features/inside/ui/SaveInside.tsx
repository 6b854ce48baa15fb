/** What was seen as files: figures and the map as a table, and all numbers for a notebook. */
import { usePage } from '../../../ui/context';
import { Export } from '../../../ui/export/Export';
import { npy } from '../../../ui/export/npy';
import { save } from '../../../ui/export/save';
import { say } from '../../../words/say';
import { choiceThere } from '../store/beside';
import type { Look } from '../store/look';
import { useBeside, useInside } from './context';
import { choicesOf, numbersOf } from './saved';

interface SaveInsideProps {
  readonly look: Look;
  /** The colours of its tokens, where they are on show. */
  readonly levels: Uint8ClampedArray | undefined;
}

export function SaveInside({ look, levels }: SaveInsideProps) {
  const { playground } = usePage();
  const choice = useInside((state) => state.choice);
  const other = useBeside((state) => state.look);
  const otherLevels = useBeside((state) => state.levels);
  const { half, block } = look.choice;
  const besideNow = () =>
    other && {
      look: other,
      choice: choiceThere(choice, look.scene.model, other.scene.model),
      levels: otherLevels,
    };
  const isAttention = choice.sight === 'attention';
  const saveNumbers = (): void =>
    save(
      npy(look.seen.shape, look.seen.data),
      `mae-${half}-${isAttention ? 'attention' : 'tokens'}-${block}.npy`,
    );
  return (
    <div className="inside-save">
      <Export
        choices={() => choicesOf(playground.getState(), { look, choice, levels }, besideNow())}
        numbers={() => numbersOf(look, choice)}
      />
      <button type="button" className="button small" onClick={saveNumbers}>
        {say(isAttention ? 'inside.saveAttention' : 'inside.saveTokens')}
      </button>
    </div>
  );
}
