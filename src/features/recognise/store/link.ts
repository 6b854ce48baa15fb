/** How pictures are recognised, in a link. The person's own pictures are in none. */
import type { StoreApi } from 'zustand/vanilla';
import { among, type Fields, fieldReader, type LinkPart } from '../../../store/link';
import type { Playground } from '../../../store/playground';
import { pools } from './describe';
import { MODE, type Recognise } from './recognise';

/** Said only while it is looked at. */
export const recogniseLink = (
  playground: StoreApi<Playground>,
  recognise: StoreApi<Recognise>,
): LinkPart => ({
  keys: ['features', 'recognise', 'colours', 'classes'],
  write: (): Fields => {
    if (playground.getState().mode !== MODE) return {};
    const { pool, isWhole, isGrey, isExample } = recognise.getState();
    return {
      features: pool,
      ...(!isWhole && { recognise: 'visible' }),
      ...(isGrey && { colours: 'none' }),
      ...(isExample && { classes: 'example' }),
    };
  },
  read: (fields) => {
    const { take, strange } = fieldReader(fields);
    const pool = take('features', (text) => among(pools, text), 'mean');
    const isWhole = take('recognise', (text) => (text === 'visible' ? false : undefined), true);
    const isGrey = take('colours', (text) => (text === 'none' ? true : undefined), false);
    const isExample = take('classes', (text) => (text === 'example' ? true : undefined), false);
    if (fields.mode === MODE) {
      const { setPool, setWhole, setGrey, addExample, piles } = recognise.getState();
      setPool(pool);
      setWhole(isWhole);
      setGrey(isGrey);
      if (isExample && piles.every(({ items }) => items.length === 0)) void addExample();
    }
    return strange;
  },
  subscribe: recognise.subscribe,
});
