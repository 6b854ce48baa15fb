/** SHA-256 of bytes that are all there. */

/** In lower-case hexadecimal, by the browser itself, which offers it only to pages that come by https or from this machine. */
export async function sha256(bytes: BufferSource): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
