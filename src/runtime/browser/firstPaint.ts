/** When the page has been painted for the first time. */

/** Resolves after the next frame; in a tab that is not shown, where there are no frames, after a while. */
export const firstPaint = (): Promise<void> =>
  new Promise((resolve) => {
    requestAnimationFrame(() => setTimeout(resolve));
    setTimeout(resolve, 1000);
  });
