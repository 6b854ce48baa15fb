/** An end for what may never answer. */

/** As the promise; rejects with half a sentence when it has not settled after so many milliseconds. */
export async function within<Value>(
  milliseconds: number,
  promise: Promise<Value>,
  message: string,
): Promise<Value> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(message)), milliseconds);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}
