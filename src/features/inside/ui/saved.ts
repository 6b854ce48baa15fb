/** What was seen, as a figure and as pictures without words. */
import { colouredPatches } from '../../../mae/features';
import { gridOf, placeIn } from '../../../mae/geometry';
import type { Raster } from '../../../mae/raster';
import type { Playground } from '../../../store/playground';
import { asFigure, type Numbers, type Choice as Saved } from '../../../ui/export/choices';
import { heatRaster } from '../../../ui/heat/heat';
import { toPrecision } from '../../../ui/numbers';
import { photoWords } from '../../../ui/photo/credits';
import { pictureName } from '../../../ui/pictures/usePicture';
import { say } from '../../../words/say';
import { type Choice, isOfPicture } from '../store/choice';
import { bothMs, type Cost } from '../store/cost';
import type { Look } from '../store/inside';
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

/** Nothing while something else is on show than was seen. */
export function choicesOf(
  { photo }: Playground,
  look: Look,
  choice: Choice,
  levels: Uint8ClampedArray | undefined,
): readonly Saved[] {
  const { sight, patch } = choice;
  if (!photo || !isOfPicture(sight)) return [];
  const { square, model } = look.scene;
  const { half, block } = look.choice;
  const name = stemOf(look, choice);
  const isColours = sight === 'colours';
  const map = isColours ? undefined : mapOf(look, choice);
  const raster = map
    ? heatRaster(map.values, model.geometry, map.colour)
    : levels && colouredPatches(levels, look.ids, model.geometry);
  if (!raster) return [];
  const picture = isColours ? square : marked(square, patch, look);
  const title = say(
    isColours ? 'inside.colours' : sight === 'attention' ? 'inside.whereItLooks' : 'inside.whatIsLike',
  );
  return [
    asFigure({
      name,
      columns: [pictureName('original', model), title],
      rows: [{ cells: [{ raster: picture }, { raster }] }],
      ...(map && { scale: { legend: map.legend, colour: map.colour } }),
      caption: say('inside.caption', { photo: photoWords(photo), half, block, model: model.title }),
    }),
    { title, name, rasters: [raster] },
  ];
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
