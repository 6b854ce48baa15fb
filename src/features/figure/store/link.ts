/** What a link says of a figure: its kind, and of what it is made. Only while the figure is open. */
import type { StoreApi } from 'zustand/vanilla';
import { MAX_RATIO } from '../../../mae/mask';
import { among, type Fields, fieldReader, type LinkPart, readNumber, readWhole } from '../../../store/link';
import { isOwnId, MOST_OWN } from '../../../store/ownPhotos';
import type { OwnId } from '../../../store/photo';
import type { Playground } from '../../../store/playground';
import type { Sample } from '../../../store/samples';
import type { Series } from './series';
import { type FigureChoice, figureKinds, MOST_MASKS, MOST_RATIOS } from './tasks';

/** A list of what each part of the text names; undefined if one names nothing, or if there are too many. */
function readList<Value>(
  text: string,
  read: (part: string) => Value | undefined,
  most: number,
): readonly Value[] | undefined {
  const values = text.split(',').map(read);
  return values.length <= most && values.every((value) => value !== undefined) ? values : undefined;
}

function fieldsOf({ kind, ratios, photographs, masks }: FigureChoice): Fields {
  switch (kind) {
    case 'ratios':
      return { figure: kind, ratios: ratios.join(',') };
    case 'photographs':
      return {
        figure: kind,
        photos: photographs.map((one) => (typeof one === 'string' ? one : one.id)).join(','),
      };
    case 'masks':
      return { figure: kind, masks: String(masks) };
    case 'complementary':
      return { figure: kind };
  }
}

export function figureLink(
  playground: StoreApi<Playground>,
  figure: StoreApi<Series>,
  samples: readonly Sample[],
): LinkPart {
  const photograph = (text: string): Sample | OwnId | undefined =>
    isOwnId(text) ? text : samples.find(({ id }) => id === text);
  return {
    keys: ['figure', 'ratios', 'photos', 'masks'],

    write: () => (playground.getState().mode === 'figure' ? fieldsOf(figure.getState().choice) : {}),

    read(fields) {
      if (fields.mode !== 'figure') return [];
      const { take, strange } = fieldReader(fields);
      // A link says nothing of the kinds that are not shown: those keep what they have.
      const { choice, choose } = figure.getState();
      choose({
        kind: take('figure', (text) => among(figureKinds, text), figureKinds[0]),
        ratios: take(
          'ratios',
          (text) => readList(text, (part) => readNumber(part, 0, MAX_RATIO), MOST_RATIOS),
          choice.ratios,
        ),
        photographs: take(
          'photos',
          (text) => readList(text, photograph, samples.length + MOST_OWN),
          choice.photographs,
        ),
        masks: take('masks', (text) => readWhole(text, 2, MOST_MASKS), choice.masks),
      });
      return strange;
    },

    subscribe: (listener) => figure.subscribe(listener),
  };
}
