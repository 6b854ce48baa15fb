/**
 * Parts of the page whose scripts come after its own: when one is shown, or all of them once the page is at work, so that they are
 * there when the network is not. One that could not be had is asked for anew when it is drawn again.
 */
import { type ComponentType, lazy, Suspense, useState } from 'react';

type Load = () => Promise<ComponentType>;

const loads: Load[] = [];

export function later(load: Load): ComponentType {
  let found: ComponentType | undefined;
  const find = async (): Promise<ComponentType> => {
    found = await load();
    return found;
  };
  loads.push(find);
  return function Later() {
    const [Part] = useState(() => found ?? lazy(async () => ({ default: await find() })));
    return (
      <Suspense>
        <Part />
      </Suspense>
    );
  };
}

export async function loadTheRest(): Promise<void> {
  await Promise.allSettled(loads.map((load) => load()));
}
