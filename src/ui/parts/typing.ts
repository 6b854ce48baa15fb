/** Whether a key belongs to a field, which has uses of its own for it. */
export const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLTextAreaElement ||
  (target instanceof HTMLInputElement && !['range', 'checkbox', 'radio', 'file'].includes(target.type));
