/** Other pictures beside the page's own: their patches that are most like the chosen one, or all of them in the same colours. */
import { useLayoutEffect, useMemo, useRef } from 'react';
import { colouredPatches } from '../../../mae/features';
import { type Geometry, gridOf, placeIn } from '../../../mae/geometry';
import { cosineTo } from '../../../mae/likeness';
import type { Raster } from '../../../mae/raster';
import { decimals } from '../../../ui/numbers';
import { canvasOf, contextInMemory } from '../../../ui/pictures/canvas';
import { Picture } from '../../../ui/pictures/Picture';
import { say, spell } from '../../../words/say';
import type { Other } from '../store/among';
import type { Look } from '../store/look';
import { tokenOf } from './maps';

const NEAREST = 12;
/** One picture of a thing is enough. */
const MOST_OF_ONE = 3;
/** Patches around the one that is meant, on each side. */
const AROUND = 1;
const SIDE = 96;

interface Found {
  readonly other: Other;
  readonly patch: number;
  readonly cosine: number;
}

/** The patches of all others that are most like one of the page's own. */
function nearest(look: Look, patch: number, others: readonly Other[]): Found[] {
  const token = tokenOf(look, patch);
  if (token === undefined) return [];
  const { data, shape } = look.seen;
  const width = shape[1];
  const asked = data.subarray(token * width, (token + 1) * width);
  return others
    .flatMap((other) =>
      Array.from(cosineTo(asked, other.tokens), (cosine, at) => ({ other, patch: at, cosine })),
    )
    .sort((a, b) => b.cosine - a.cosine)
    .filter(few)
    .slice(0, NEAREST);
}

/** Whether fewer than `MOST_OF_ONE` of the same picture come before. */
const few = ({ other }: Found, at: number, all: readonly Found[]): boolean => {
  let before = 0;
  for (let i = 0; i < at && before < MOST_OF_ONE; i++) if (all[i].other === other) before++;
  return before < MOST_OF_ONE;
};

/** A patch with those around it, and a line around the patch itself. */
function Cutting({ square, patch, geometry }: { square: Raster; patch: number; geometry: Geometry }) {
  const ref = useRef<HTMLCanvasElement>(null);
  useLayoutEffect(() => {
    const context = ref.current && contextInMemory(ref.current);
    if (!context) return;
    const { patchSize } = geometry;
    const [row, column] = placeIn(gridOf(geometry), patch);
    const side = patchSize * (1 + 2 * AROUND);
    const scale = SIDE / side;
    context.clearRect(0, 0, SIDE, SIDE);
    context.imageSmoothingEnabled = false;
    context.drawImage(
      canvasOf(square),
      -(column - AROUND) * patchSize * scale,
      -(row - AROUND) * patchSize * scale,
      square.width * scale,
      square.height * scale,
    );
    context.strokeStyle = '#fff';
    context.lineWidth = 2;
    context.strokeRect(
      patchSize * AROUND * scale,
      patchSize * AROUND * scale,
      patchSize * scale,
      patchSize * scale,
    );
  }, [square, patch, geometry]);
  return <canvas ref={ref} width={SIDE} height={SIDE} className="cutting" />;
}

export function Nearest({ look, patch, others }: { look: Look; patch: number; others: readonly Other[] }) {
  const { geometry } = look.scene.model;
  const found = useMemo(() => nearest(look, patch, others), [look, patch, others]);
  return (
    <section aria-label={say('inside.nearest')}>
      <p className="inside-title">{say('inside.nearest')}</p>
      <ol className="nearest">
        {found.map(({ other, patch: at, cosine }) => (
          <li key={`${other.id} ${at}`}>
            <Cutting square={other.square} patch={at} geometry={geometry} />
            <span className="quiet">{`${spell(other.title)} ${decimals(cosine, 2)}`}</span>
          </li>
        ))}
      </ol>
    </section>
  );
}

interface SharedProps {
  readonly look: Look;
  readonly others: readonly Other[];
  /** Of the page's own picture, and then of the others. */
  readonly colours: readonly Uint8ClampedArray[];
}

/** Every picture beside its colours; the page's own is shown large already. */
export function SharedColours({ look, others, colours }: SharedProps) {
  const { geometry } = look.scene.model;
  const rasters = useMemo(
    () => colours.slice(1).map((levels) => colouredPatches(levels, look.ids, geometry)),
    [colours, look, geometry],
  );
  return (
    <ul className="shared-colours">
      {rasters.map((raster, i) => {
        const { id, square } = others[i];
        const title = spell(others[i].title);
        return (
          <li key={id}>
            <Picture name={title} raster={square} />
            <Picture name={say('inside.coloursOf', { title })} raster={raster} />
          </li>
        );
      })}
    </ul>
  );
}
