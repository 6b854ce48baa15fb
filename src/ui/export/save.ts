/** A file made on the page, as an ordinary download. */

/** Long enough for a browser that asks where to put the file. */
const KEPT_MS = 60_000;

/** `name` with its ending. */
export function save(blob: Blob, name: string): void {
  const url = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), KEPT_MS);
}
