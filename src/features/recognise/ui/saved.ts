/** What was made and found, as files. */
import { downloadZip } from 'client-zip';
import { encodePng } from '../../../runtime/browser/png';
import { type Description, descriptions } from '../../../runtime/probe/protocol';
import { asFigure, type Choice, type Numbers } from '../../../ui/export/choices';
import { npy } from '../../../ui/export/npy';
import { safeName } from '../../../ui/export/safeName';
import { save } from '../../../ui/export/save';
import { toPrecision } from '../../../ui/numbers';
import type { Words } from '../../../words/said';
import { say, spell } from '../../../words/say';
import type { Lesson } from '../store/answer';
import type { Pile } from '../store/piles';
import { scoreOf } from '../store/score';
import { className, colourName, percent } from './classes';
import { mapRaster } from './mapRaster';

/** A folder for each pile, as PyTorch's `ImageFolder`, the recipe's `probe.py` and this page read them. */
export async function savePiles(piles: readonly Pile[]): Promise<void> {
  const names = piles.map((pile, index) => safeName(className(pile, index).replaceAll('/', '_')));
  async function* entries() {
    for (const [index, pile] of piles.entries()) {
      const isTwice = names.indexOf(names[index]) < index;
      const folder = isTwice ? `${names[index]} (${index + 1})` : names[index];
      for (const [i, { raster }] of pile.items.entries())
        yield { name: `${folder}/${String(i + 1).padStart(3, '0')}.png`, input: await encodePng([raster]) };
    }
  }
  save(await downloadZip(entries()).blob(), 'mae-classes.zip');
}

const wordsOf = (name: Words): string => (typeof name === 'string' ? name : spell(name));

/** Of every picture what it is, what it is taken for, and where it lies on the map. */
export function numbersOf({ items, labels, piles, judged, map }: Lesson): Numbers {
  const nameOf = (label: number): string => className(piles[label], label);
  const heads = descriptions.flatMap((name) => [`${name} k-NN`, `${name} linear`]);
  return {
    title: say('recognise.numbers'),
    name: 'mae-recognised',
    rows: [
      ['picture', 'class', ...heads, 'map x', 'map y'],
      ...items.map(({ name }, i) => [
        wordsOf(name),
        nameOf(labels[i]),
        ...descriptions.flatMap((description) => {
          const { neighbours, linear } = judged[description];
          return [nameOf(neighbours[i]), nameOf(linear[i])];
        }),
        toPrecision(map[0][i]),
        toPrecision(map[1][i]),
      ]),
    ],
  };
}

/** The map with what there is to say of it. */
export function choicesOf(lesson: Lesson): readonly Choice[] {
  const { labels, piles, judged, model, pool, isGrey } = lesson;
  const shareOf = (name: Description): string => {
    const { right, of } = scoreOf(judged[name].linear, labels);
    return percent(right / of);
  };
  const caption = say('recognise.caption', {
    count: labels.length,
    classes: piles
      .map((pile, label) =>
        say('recognise.classInColour', { name: className(pile, label), colour: colourName(label) }),
      )
      .reduce((names, next) => say('recognise.listed', { names, next })),
    pool,
    grey: isGrey ? 'yes' : 'no',
    encoder: shareOf('encoder'),
    pixels: shareOf('pixels'),
    colours: shareOf('colours'),
    model: model.title,
  });
  const raster = mapRaster(lesson);
  const name = 'mae-recognised';
  return [
    asFigure({ name, rows: [{ cells: [{ raster }] }], caption }),
    { title: say('recognise.mapTitle'), name, rasters: [raster] },
  ];
}

/** [n, d], standardised as the probe takes them. */
export function saveFeatures({ recogniser: { rows } }: Lesson): void {
  const data = Float32Array.from(rows.flatMap((row) => [...row]));
  save(npy([rows.length, rows[0].length], data), 'mae-features.npy');
}
