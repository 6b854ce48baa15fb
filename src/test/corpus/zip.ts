/** ZIP archives as PyTorch writes them, and as a stranger may: APPNOTE.TXT 4.3. */
import { type Bytes, join, joinAll, little } from './bytes';

export interface Part {
  readonly name: string;
  readonly content: Uint8Array;
  /** What the list says of it, where that is not the truth. */
  readonly method?: number;
  readonly size?: number;
  readonly compressed?: number;
  /** Where the list says that it begins. */
  readonly header?: number;
}

export interface Lies {
  /** How long the list of contents says that it is. */
  readonly listSize?: number;
  readonly listStart?: number;
  readonly comment?: string;
}

/** Contents begin at multiples of 64 bytes, as PyTorch has it. */
export function zip(parts: readonly Part[], lies: Lies = {}): Bytes {
  const pieces: Uint8Array[] = [];
  const entries: Uint8Array[] = [];
  let at = 0;
  for (const { name, content, method = 0, ...told } of parts) {
    const title = join(name);
    const gap = (64 - ((at + 30 + title.length + 4) % 64)) % 64;
    const extra = join('FB', little(gap, 2), new Uint8Array(gap));
    const { size = content.length, compressed = size, header = at } = told;
    const facts = [little(method, 2), little(0, 4), little(0, 4), little(compressed, 4), little(size, 4)];
    const lengths = little(title.length, 2);
    const local = join(
      'PK\x03\x04',
      little(0, 4),
      ...facts,
      lengths,
      little(extra.length, 2),
      title,
      extra,
      content,
    );
    pieces.push(local);
    entries.push(
      join(
        'PK\x01\x02',
        little(0, 2),
        little(0, 4),
        ...facts,
        lengths,
        new Uint8Array(12),
        little(header, 4),
        title,
      ),
    );
    at += local.length;
  }
  const list = joinAll(entries);
  const { listSize = list.length, listStart = at, comment = '' } = lies;
  const count = little(parts.length % 0x10000, 2);
  const end = join('PK\x05\x06', new Uint8Array(4), count, count, little(listSize, 4), little(listStart, 4));
  return joinAll([...pieces, list, end, little(comment.length, 2), comment]);
}
