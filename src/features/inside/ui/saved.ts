/** What was seen, as a figure and as pictures without words. */
import { colouredPatches } from '../../../mae/features';
import { gridOf, placeIn } from '../../../mae/geometry';
import type { Raster } from '../../../mae/raster';
import type { Playground } from '../../../store/playground';
import { asFigure, type Numbers, type Choice as Saved } from '../../../ui/export/choices';
import { heatRaster } from '../../../ui/heat/heat';
import type { Legend } from '../../../ui/heat/legend';
import { toPrecision } from '../../../ui/numbers';
import { photoWords } from '../../../ui/photo/credits';
import { pictureName } from '../../../ui/pictures/usePicture';
import { say, spell } from '../../../words/say';
import { type Choice, isOfPicture } from '../store/choice';
import { bothMs, type Cost } from '../store/cost';
import type { Look } from '../store/look';
import { gazeOf, likenessOf, mapOf } from './maps';

/** Of the line around the chosen patch, in the pictures that are saved. */
const LINE: readonly number[] = [66, 84, 197];

/** What files of it are called, without their endings. */
function stemOf({ choice: { half, block } }: Look, { sight, patch, isGroundOut }: Choice): string {
  const stem = `mae-${half}-${sight}-${block}`;
  if (sight !== 'colours') return `${stem}-patch-${patch}`;
  return isGroundOut ? `${stem}-foreground` : stem;
}

/** The picture with a line around one patch. */
function marked(picture: Raster, patch: number, { scene }: Look): Raster {
  const { geometry } = scene.model;
  const { patchSize, width } = geometry;
  const data = picture.data.slice();
  const [top, left] = placeIn(gridOf(geometry), patch).map((place) => place * patchSize);
  for (let i = 0; i < patchSize; i++) {
    for (const [x, y] of [
      [i, 0],
      [i, patchSize - 1],
      [0, i],
      [patchSize - 1, i],
    ])
      data.set(LINE, ((top + y) * width + left + x) * 4);
  }
  return { ...picture, data };
}

/** A look, and what is on show of it. */
export interface Shown {
  readonly look: Look;
  /** Of the network that was looked into. */
  readonly choice: Choice;
  /** The colours of its tokens, where those are on show. */
  readonly levels: Uint8ClampedArray | undefined;
}

/** What is drawn of a look, and what its colours mean; undefined while it is still being looked for. */
function drawn({ look, choice, levels }: Shown) {
  const { geometry } = look.scene.model;
  if (choice.sight === 'colours') return levels && { raster: colouredPatches(levels, look.ids, geometry) };
  const { values, colour, legend } = mapOf(look, choice);
  return { raster: heatRaster(values, geometry, colour), scale: { legend, colour } };
}

const rangeWords = ({ low, high, unit }: Legend): string =>
  `${toPrecision(low)} … ${toPrecision(high)}${unit && ` ${unit}`}`;

/** Nothing while something else is on show than was seen. The network beside has a map of its own range, so each range stands below. */
export function choicesOf({ photo }: Playground, shown: Shown, beside: Shown | undefined): readonly Saved[] {
  const { look, choice } = shown;
  const { sight, patch } = choice;
  const own = photo && isOfPicture(sight) ? drawn(shown) : undefined;
  if (!photo || !own) return [];
  const { square, model } = look.scene;
  const { half, block } = look.choice;
  const name = stemOf(look, choice);
  const picture = sight === 'colours' ? square : marked(square, patch, look);
  const title = say(
    sight === 'colours'
      ? 'inside.colours'
      : sight === 'attention'
        ? 'inside.whereItLooks'
        : 'inside.whatIsLike',
  );
  const other = beside && drawn(beside);
  const caption = say('inside.caption', { photo: photoWords(photo), half, block, model: model.title });
  const cell = ({ raster, scale }: NonNullable<typeof own>) =>
    scale ? { raster, label: rangeWords(scale.legend) } : { raster };
  const figure = other
    ? {
        columns: [pictureName('original', model), spell(model.title), spell(beside.look.scene.model.title)],
        rows: [{ cells: [{ raster: picture }, cell(own), cell(other)] }],
        caption: say('inside.captionBeside', {
          caption,
          model: beside.look.scene.model.title,
          block: beside.look.choice.block,
        }),
      }
    : {
        columns: [pictureName('original', model), title],
        rows: [{ cells: [{ raster: picture }, { raster: own.raster }] }],
        ...(own.scale && { scale: own.scale }),
        caption,
      };
  return [asFigure({ name, ...figure }), { title, name, rasters: [own.raster] }];
}

/** The map as a table; rows and columns from 1, as on the page. */
export function numbersOf(look: Look, choice: Choice): Numbers | undefined {
  const { sight, patch, head } = choice;
  if (sight === 'colours' || !isOfPicture(sight)) return undefined;
  const values = sight === 'attention' ? gazeOf(look, patch, head) : likenessOf(look, patch);
  if (!values) return undefined;
  const grid = gridOf(look.scene.model.geometry);
  return {
    title: say('inside.mapNumbers'),
    name: stemOf(look, choice),
    rows: [
      ['row', 'column', sight === 'attention' ? 'attention' : 'cosine'],
      ...Array.from(values, (value, other) => [
        ...placeIn(grid, other).map((place) => place + 1),
        toPrecision(value),
      ]),
    ],
  };
}

/** The table of costs, as far as it is measured; memory in bytes. */
export function costNumbers(costs: readonly Cost[], isApart: boolean): Numbers {
  const halves = costs[0].decoder ? (['encoder', 'decoder'] as const) : (['encoder'] as const);
  const ms = (value: number | undefined): number => toPrecision(value ?? Number.NaN);
  return {
    title: say('inside.costs'),
    name: 'mae-cost',
    rows: [
      [
        'mask_ratio',
        ...halves.flatMap((half) => [
          `${half}_tokens`,
          ...(isApart ? [`${half}_ms`] : []),
          `${half}_activation_bytes`,
        ]),
        ...(isApart ? [] : ['both_ms']),
      ],
      ...costs.map((cost) => [
        cost.ratio,
        ...halves.flatMap((half) => {
          const { tokens, bytes, ms: time } = cost[half] ?? cost.encoder;
          return [tokens, ...(isApart ? [ms(time)] : []), bytes];
        }),
        ...(isApart ? [] : [ms(bothMs(cost))]),
      ]),
    ],
  };
}
