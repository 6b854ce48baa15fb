/** SHA-256 of bytes that are all there. */

/** In lower-case hexadecimal. By the browser, beside what else this thread does, where it offers that: not on plain-http addresses. */
export async function sha256(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  if (!globalThis.crypto?.subtle) return (await import('./digestByHand')).sha256(bytes);
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
