/** Other tabs of this page: what one of them keeps or deletes, all of them share. */

export interface OtherTabs {
  /** That something is kept now, or is no more. */
  tell(): void;
  /** Calls back when another tab has told. */
  hear(listener: () => void): void;
}

/** None where the browser lets tabs know nothing of each other. */
function openChannel(): BroadcastChannel | undefined {
  try {
    return new BroadcastChannel('mae-playground-models');
  } catch {
    return undefined;
  }
}

export function findOtherTabs(): OtherTabs {
  const channel = openChannel();
  return {
    tell: () => channel?.postMessage('changed'),
    hear: (listener) => channel?.addEventListener('message', () => listener()),
  };
}
