/** What was seen as files: all numbers for a notebook, and the map as a table. */
import { gridOf, placeIn } from '../../../mae/geometry';
import { toCsv } from '../../../ui/export/csv';
import { npy } from '../../../ui/export/npy';
import { save } from '../../../ui/export/save';
import { toPrecision } from '../../../ui/numbers';
import { say } from '../../../words/say';
import type { Look } from '../store/inside';
import { useInside } from './context';
import { gazeOf, likenessOf } from './maps';

export function SaveInside({ look }: { look: Look }) {
  const { sight, patch, head } = useInside((state) => state.choice);
  const { half, block } = look.choice;
  const isAttention = sight === 'attention';
  const stem = `mae-${half}-${isAttention ? 'attention' : 'tokens'}-${block}`;
  const saveNumbers = (): void => save(npy(look.seen.shape, look.seen.data), `${stem}.npy`);
  const saveTable = (): void => {
    const values = isAttention ? gazeOf(look, patch, head) : likenessOf(look, patch);
    if (!values) return;
    const grid = gridOf(look.scene.model.geometry);
    const lines = Array.from(values, (value, other) => [
      ...placeIn(grid, other).map((place) => place + 1),
      toPrecision(value),
    ]);
    const header = ['row', 'column', isAttention ? 'attention' : 'cosine'];
    save(new Blob([toCsv([header, ...lines])], { type: 'text/csv' }), `${stem}-patch-${patch}.csv`);
  };
  return (
    <div className="inside-save">
      <button type="button" className="button small" onClick={saveNumbers}>
        {say(isAttention ? 'inside.saveAttention' : 'inside.saveTokens')}
      </button>
      {sight !== 'colours' && (
        <button type="button" className="button small" onClick={saveTable}>
          {say('inside.saveTable')}
        </button>
      )}
    </div>
  );
}
