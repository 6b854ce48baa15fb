/** What a link says of side B: only what departs from A, and only while two are compared. */
import type { StoreApi } from 'zustand/vanilla';
import { MAX_RATIO } from '../../../mae/mask';
import { strategies } from '../../../mae/strategy';
import { findModel } from '../../../runtime/models/model';
import { among, type Fields, fieldReader, type LinkPart, readNumber, readSeed } from '../../../store/link';
import type { Playground } from '../../../store/playground';
import type { Compare } from './compare';

export function compareLink(playground: StoreApi<Playground>, compare: StoreApi<Compare>): LinkPart {
  return {
    keys: ['b-model', 'b-strategy', 'b-seed', 'b-ratio'],

    write() {
      const { departures } = compare.getState();
      if (playground.getState().mode !== 'compare' || !departures) return {};
      const { model, strategy, seed, ratio } = departures;
      const fields: Fields = {};
      if (model) fields['b-model'] = model.id;
      if (strategy) fields['b-strategy'] = strategy;
      if (seed !== undefined) fields['b-seed'] = String(seed);
      if (ratio !== undefined) fields['b-ratio'] = String(ratio);
      return fields;
    },

    read(fields) {
      if (fields.mode !== 'compare') return [];
      const { take, strange } = fieldReader(fields);
      compare.getState().depart({
        model: take('b-model', (text) => findModel(playground.getState().models, text), undefined),
        strategy: take('b-strategy', (text) => among(strategies, text), undefined),
        seed: take('b-seed', readSeed, undefined),
        ratio: take('b-ratio', (text) => readNumber(text, 0, MAX_RATIO), undefined),
      });
      return strange;
    },

    subscribe: (listener) => compare.subscribe(listener),
  };
}
