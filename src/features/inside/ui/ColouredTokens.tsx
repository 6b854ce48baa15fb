/** All tokens as colours, in the places of their patches. */
import { useMemo } from 'react';
import { colouredPatches } from '../../../mae/features';
import { Lens } from '../../../ui/pictures/Lens';
import { Picture } from '../../../ui/pictures/Picture';
import type { Phrase } from '../../../words/said';
import { say } from '../../../words/say';
import type { Look } from '../store/look';

interface ColouredTokensProps {
  readonly name: string;
  readonly look: Look;
  /** [T · 3] */
  readonly levels: Uint8ClampedArray;
  /** What the colours are, in a sentence or two. */
  readonly means: readonly Phrase[];
}

export function ColouredTokens({ name, look, levels, means }: ColouredTokensProps) {
  const raster = useMemo(() => colouredPatches(levels, look.ids, look.scene.model.geometry), [look, levels]);
  return (
    <>
      <Lens>
        <Picture name={name} raster={raster} />
      </Lens>
      {means.map((phrase) => (
        <p key={phrase} className="frame-note">
          {say(phrase)}
        </p>
      ))}
    </>
  );
}
