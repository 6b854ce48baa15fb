/** Other tabs of this page: what one of them keeps or deletes, all of them share. */

export interface OtherTabs {
  /** That something is kept now, or is no more. */
  tell(): void;
  /** Calls back when another tab has told. */
  hear(listener: () => void): void;
}

/** None where the browser lets tabs know nothing of each other. */
function openChannel(name: string): BroadcastChannel | undefined {
  try {
    return new BroadcastChannel(name);
  } catch {
    return undefined;
  }
}

/** Those that share what the name says. */
export function findOtherTabs(name: 'models' | 'runs'): OtherTabs {
  const channel = openChannel(`mae-playground-${name}`);
  return {
    tell: () => channel?.postMessage('changed'),
    hear: (listener) => channel?.addEventListener('message', () => listener()),
  };
}
