/** Memory that is given back at once, and not when the browser next collects what nobody uses. */

/**
 * Empties a buffer that nothing else uses any more. Where many large ones follow each other, those that wait to be collected are most of
 * the memory of the page. Browsers that do not know how keep it for that while.
 */
export const giveBack = (buffer: ArrayBuffer & { transfer?(length: number): ArrayBuffer }): void => {
  buffer.transfer?.(0);
};
