/** The piles: names, pictures, and how more of both come in. */
import { useId, useRef, useState } from 'react';
import { gatherChosen } from '../../../ui/gather';
import { FileButton } from '../../../ui/parts/FileButton';
import { say, spell } from '../../../words/say';
import { type Item, MOST_PILES, type Pile } from '../store/piles';
import { className, colourOf } from './classes';
import { useRecognise } from './context';
import { openZip } from './openZip';
import { savePiles } from './saved';
import { Thumb } from './Thumb';
import './piles.css';

const nameOfItem = ({ name }: Item): string => (typeof name === 'string' ? name : spell(name));

function Pictures({ pile, isChoosing }: { pile: Pile; isChoosing: boolean }) {
  const removeItem = useRecognise((state) => state.removeItem);
  const list = useRef<HTMLUListElement>(null);
  const remove = (item: Item): void => {
    const place = pile.items.indexOf(item);
    removeItem(pile, item);
    // The button goes away; the keyboard goes on with the next one.
    requestAnimationFrame(() => {
      const buttons = list.current?.querySelectorAll('button') ?? [];
      buttons[Math.min(place, buttons.length - 1)]?.focus();
    });
  };
  return (
    <ul ref={list} className="pile-pictures">
      {pile.items.map((item) => (
        <li key={item.id}>
          {isChoosing ? (
            <button
              type="button"
              className="pile-picture"
              aria-label={say('recognise.remove', { name: nameOfItem(item) })}
              onClick={() => remove(item)}
            >
              <Thumb raster={item.raster} />
            </button>
          ) : (
            <Thumb raster={item.raster} />
          )}
        </li>
      ))}
    </ul>
  );
}

function PileCard({ pile, index, onRemove }: { pile: Pile; index: number; onRemove: () => void }) {
  const id = useId();
  const [isChoosing, setChoosing] = useState(false);
  const rename = useRecognise((state) => state.rename);
  const add = useRecognise((state) => state.add);
  const addPresent = useRecognise((state) => state.addPresent);
  const name = className(pile, index);
  const count = pile.items.length;
  return (
    <section className="pile" aria-label={name} style={{ borderTopColor: colourOf(index) }}>
      <div className="pile-head">
        <label htmlFor={id} className="visually-hidden">
          {say('recognise.className', { number: index + 1 })}
        </label>
        <input
          id={id}
          type="text"
          value={typeof pile.name === 'string' ? pile.name : spell(pile.name)}
          placeholder={name}
          maxLength={40}
          onChange={({ target }) => rename(pile, target.value)}
        />
        <span className="quiet">{say('recognise.pictures', { count })}</span>
      </div>
      {count > 0 && <Pictures pile={pile} isChoosing={isChoosing} />}
      {count === 1 && <p className="quiet">{say('recognise.oneMore')}</p>}
      <div className="pile-ways">
        <FileButton
          accept="image/*"
          multiple
          look="small"
          onFiles={(files) => void add(Promise.resolve(gatherChosen(files)), pile)}
        >
          {say('recognise.addPictures')}
        </FileButton>
        <button type="button" className="button small" onClick={() => addPresent(pile)}>
          {say('recognise.addPresent')}
        </button>
      </div>
      <div className="pile-ways">
        {count > 0 && (
          <button
            type="button"
            className="link-button"
            aria-pressed={isChoosing}
            onClick={() => setChoosing(!isChoosing)}
          >
            {say('recognise.removeSome')}
          </button>
        )}
        <button type="button" className="link-button" onClick={onRemove}>
          {say('recognise.removeClass')}
        </button>
      </div>
    </section>
  );
}

/** What acts on all piles. */
function Ways({ onClear }: { onClear: () => void }) {
  const piles = useRecognise((state) => state.piles);
  const add = useRecognise((state) => state.add);
  const addExample = useRecognise((state) => state.addExample);
  const hasPictures = piles.some(({ items }) => items.length > 0);
  return (
    <div className="piles-ways">
      <button
        type="button"
        className={hasPictures ? 'button' : 'button primary'}
        onClick={() => void addExample()}
      >
        {say('recognise.example')}
      </button>
      <FileButton
        accept="folders"
        multiple
        onFiles={(files) => void add(Promise.resolve(gatherChosen(files)))}
      >
        {say('recognise.folders')}
      </FileButton>
      <FileButton accept=".zip" onFiles={([file]) => file && void add(openZip(file))}>
        {say('recognise.open')}
      </FileButton>
      {hasPictures && (
        <>
          <button type="button" className="button" onClick={() => void savePiles(piles)}>
            {say('recognise.save')}
          </button>
          <button type="button" className="button" onClick={onClear}>
            {say('recognise.clear')}
          </button>
        </>
      )}
    </div>
  );
}

export function Piles() {
  const piles = useRecognise((state) => state.piles);
  const addPile = useRecognise((state) => state.addPile);
  const removePile = useRecognise((state) => state.removePile);
  const clear = useRecognise((state) => state.clear);
  const place = useRef<HTMLDivElement>(null);
  /** The button that was pressed goes away; the keyboard goes on with the name of a pile. */
  const focusName = (index: number): void =>
    void requestAnimationFrame(() => {
      const names = place.current?.querySelectorAll<HTMLElement>('input[type="text"]') ?? [];
      names[Math.min(index, names.length - 1)]?.focus();
    });
  return (
    <>
      <Ways
        onClear={() => {
          clear();
          focusName(0);
        }}
      />
      <div ref={place} className="piles">
        {piles.map((pile, index) => (
          <PileCard
            key={pile.id}
            pile={pile}
            index={index}
            onRemove={() => {
              removePile(pile);
              focusName(index);
            }}
          />
        ))}
        {piles.length < MOST_PILES && (
          <button type="button" className="button add-pile" onClick={addPile}>
            {say('recognise.addClass')}
          </button>
        )}
      </div>
    </>
  );
}
