/** What of the inside is looked at, in a link. */
import type { StoreApi } from 'zustand/vanilla';
import { findModel } from '../../../runtime/models/model';
import { among, type Fields, fieldReader, type LinkPart, readWhole } from '../../../store/link';
import type { Playground } from '../../../store/playground';
import type { Beside } from './beside';
import { type Choice, FIRST_CHOICE, halves, sights } from './choice';
import { type Inside, MODE } from './inside';

const MOST = 100_000;

/** Where else is looked: whose own photographs those are, no link says. */
const elsewhere = ['samples', 'own', 'both'] as const;

/** Said only while it is looked at. */
export const insideLink = (
  playground: StoreApi<Playground>,
  inside: StoreApi<Inside>,
  beside: StoreApi<Beside>,
): LinkPart => ({
  keys: ['sight', 'sees', 'half', 'block', 'head', 'patch', 'among', 'ground', 'beside'],
  write: (): Fields => {
    const { mode, own } = playground.getState();
    if (mode !== MODE) return {};
    const { choice } = inside.getState();
    const { model: other } = beside.getState();
    const { sight, isWhole, half, block, head, patch, amongSamples, isGroundOut } = choice;
    const amongOwn = choice.amongOwn && own.length > 0;
    return {
      sight,
      sees: isWhole ? 'whole' : 'visible',
      ...(half === 'decoder' && { half }),
      block: String(block),
      head: String(head),
      patch: String(patch),
      ...(amongSamples && { among: 'samples' }),
      ...(amongOwn && { among: amongSamples ? 'both' : 'own' }),
      ...(isGroundOut && { ground: 'out' }),
      ...(other && { beside: other.id }),
    };
  },
  read: (fields) => {
    const { take, strange } = fieldReader(fields);
    const where = take('among', (text) => among(elsewhere, text), undefined);
    const choice: Choice = {
      sight: take('sight', (text) => among(sights, text), FIRST_CHOICE.sight),
      isWhole: take('sees', (text) => among(['whole', 'visible'] as const, text), 'whole') === 'whole',
      half: take('half', (text) => among(halves, text), FIRST_CHOICE.half),
      block: take('block', (text) => readWhole(text, 0, MOST), FIRST_CHOICE.block),
      head: take('head', (text) => (text === 'mean' ? text : readWhole(text, 0, MOST)), FIRST_CHOICE.head),
      amongSamples: where === 'samples' || where === 'both',
      amongOwn: where === 'own' || where === 'both',
      isGroundOut: take('ground', (text) => (text === 'out' ? true : undefined), false),
      patch: take('patch', (text) => readWhole(text, 0, MOST), FIRST_CHOICE.patch),
    };
    const other = take('beside', (text) => findModel(playground.getState().models, text), undefined);
    if (fields.mode === MODE) {
      inside.getState().choose(choice);
      beside.getState().setModel(other);
    }
    return strange;
  },
  subscribe: (listener) => {
    const ends = [inside.subscribe(listener), beside.subscribe(listener)];
    return () => {
      for (const end of ends) end();
    };
  },
});
