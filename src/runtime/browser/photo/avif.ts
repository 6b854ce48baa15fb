/** Where browsers read AVIF otherwise than they should: Chromium takes animations and transparency for narrower numbers than they are. */

import { type Said, said } from '../../../words/said';
import { readBack } from '../readBack';
import { bytesOf, metaOf, nameAt } from './bytes';
import { drawImage, loadTrial } from './image';
import { AVIF, type Kind } from './kind';

/** Whether the box that describes the pictures of a file says so. */
async function says(file: Blob, text: string): Promise<boolean> {
  const meta = await metaOf(file);
  return meta !== undefined && new TextDecoder('latin1').decode(meta).includes(text);
}

/** An animation as the still picture that it also holds, which is its first; undefined of what is no animation or holds none. */
export async function asStill(file: Blob, kind: Kind): Promise<Blob | undefined> {
  if (kind !== AVIF) return undefined;
  const length = (await bytesOf(file, 0, 4)).getUint32(0);
  const head = await bytesOf(file, 0, Math.min(length, 1024));
  let isAnimation = false;
  // Behind the first brand stands a version. "s" is the last letter of "avis", "f" that of "avif".
  for (let at = 8; at + 4 <= head.byteLength; at += at === 8 ? 8 : 4) {
    if (nameAt(head, at) !== 'avis') continue;
    isAnimation = true;
    head.setUint8(at + 3, 'f'.charCodeAt(0));
  }
  if (!isAnimation || !(await says(file, 'pitm'))) return undefined;
  return new Blob([head, file.slice(head.byteLength)], { type: AVIF.type });
}

/** 8 × 8 black pixels, of which a quarter covers what is behind them: on white their grey is 191. */
const QUARTER_BLACK =
  'AAAAHGZ0eXBhdmlmAAAAAGF2aWZtaWYxbWlhZgAAAWptZXRhAAAAAAAAACFoZGxyAAAAAAAAAABwaWN0AAAAAAAAAAAAAAAAAAAAAA5waXRtAAAAAAABAAAALGlsb2MAAAAARAAAAgABAAAAAQAAAaEAAAAWAAIAAAABAAABjgAAABMAAABCaWluZgAAAAAAAgAAABppbmZlAgAAAAABAABhdjAxQ29sb3IAAAAAGmluZmUCAAAAAAIAAGF2MDFBbHBoYQAAAAAaaXJlZgAAAAAAAAAOYXV4bAACAAEAAQAAAKdpcHJwAAAAgWlwY28AAAAUaXNwZQAAAAAAAAAIAAAACAAAAA5waXhpAAAAAAEIAAAADGF2MUOBABwAAAAAE2NvbHJuY2x4AAEADQAGgAAAADhhdXhDAAAAAHVybjptcGVnOm1wZWdCOmNpY3A6c3lzdGVtczphdXhpbGlhcnk6YWxwaGEAAAAAHmlwbWEAAAAAAAAAAgABBAECgwQAAgQBAoMFAAAAMW1kYXQSAAoFGAi/5VAyCBAAABjhRQBAEgAKCBgIv+WAhoNQMggQAAAY4UJyEA==';
const GREY = 191;
/** More than rounding makes. */
const ROUNDING = 2;

/** A sentence for a picture whose transparency this browser reads wrong; undefined of all others. */
export async function transparencyNote(file: Blob, kind: Kind): Promise<Said | undefined> {
  if (kind !== AVIF || !(await says(file, 'auxiliary:alpha'))) return undefined;
  const trial = await loadTrial(QUARTER_BLACK, AVIF.type);
  const { data } = await readBack(await drawImage(trial, { width: 8, height: 8 }));
  if (Math.abs(data[0] - GREY) <= ROUNDING) return undefined;
  return said('photo.wrongTransparency');
}
