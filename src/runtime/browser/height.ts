/** Tells a page that has this one in a frame how high it is, whenever that changes, so that it need not scroll in itself. */

export interface Height {
  readonly type: 'mae-playground:height';
  /** In CSS pixels. */
  readonly height: number;
}

/** Does nothing outside of a frame. Whoever frames the page learns a number and nothing else. */
export function tellHeight(): void {
  if (parent === self) return;
  let told = 0;
  const observer = new ResizeObserver(() => {
    const height = Math.ceil(document.body.getBoundingClientRect().bottom + scrollY);
    if (height === told) return;
    told = height;
    const message: Height = { type: 'mae-playground:height', height };
    parent.postMessage(message, '*');
  });
  // With its padding, which follows the height of the frame.
  observer.observe(document.body, { box: 'border-box' });
}
