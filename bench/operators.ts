/** onnxruntime's own profile, summed by operator. */

/** Of its list of events what is read here; `dur` in microseconds. */
export interface ProfileEvent {
  readonly cat: string;
  readonly name: string;
  readonly dur: number;
  readonly args: { readonly op_name?: string };
}

/** The events among lines of which each is at most one; the others are something else. */
export const eventsIn = (lines: readonly string[]): ProfileEvent[] =>
  lines.filter((line) => line.startsWith('{"cat"')).map((line) => JSON.parse(line.replace(/,\s*$/, '')));

/** Milliseconds that the kernels of each operator took in each of `runs`. */
export function byOperator(events: readonly ProfileEvent[], runs: number): Map<string, number> {
  const spent = new Map<string, number>();
  for (const { cat, name, dur, args } of events) {
    if (cat !== 'Node' || !args.op_name || !name.endsWith('_kernel_time')) continue;
    spent.set(args.op_name, (spent.get(args.op_name) ?? 0) + dur / 1000 / runs);
  }
  return spent;
}
