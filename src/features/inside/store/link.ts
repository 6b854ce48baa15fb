/** What of the inside is looked at, in a link. */
import type { StoreApi } from 'zustand/vanilla';
import { among, type Fields, fieldReader, type LinkPart, readWhole } from '../../../store/link';
import type { Playground } from '../../../store/playground';
import { type Choice, FIRST_CHOICE, halves, type Inside, MODE, sights } from './inside';

const MOST = 100_000;

/** Said only while it is looked at. */
export const insideLink = (playground: StoreApi<Playground>, inside: StoreApi<Inside>): LinkPart => ({
  keys: ['sight', 'sees', 'half', 'block', 'head', 'patch', 'among'],
  write: (): Fields => {
    if (playground.getState().mode !== MODE) return {};
    const { sight, isWhole, half, block, head, patch, isAmong } = inside.getState().choice;
    return {
      sight,
      sees: isWhole ? 'whole' : 'visible',
      ...(half === 'decoder' && { half }),
      block: String(block),
      head: String(head),
      patch: String(patch),
      ...(isAmong && { among: 'samples' }),
    };
  },
  read: (fields) => {
    const { take, strange } = fieldReader(fields);
    const choice: Choice = {
      sight: take('sight', (text) => among(sights, text), FIRST_CHOICE.sight),
      isWhole: take('sees', (text) => among(['whole', 'visible'] as const, text), 'whole') === 'whole',
      half: take('half', (text) => among(halves, text), FIRST_CHOICE.half),
      block: take('block', (text) => readWhole(text, 0, MOST), FIRST_CHOICE.block),
      head: take('head', (text) => (text === 'mean' ? text : readWhole(text, 0, MOST)), FIRST_CHOICE.head),
      isAmong: take('among', (text) => (text === 'samples' ? true : undefined), false),
      patch: take('patch', (text) => readWhole(text, 0, MOST), FIRST_CHOICE.patch),
    };
    if (fields.mode === MODE) inside.getState().choose(choice);
    return strange;
  },
  subscribe: inside.subscribe,
});
