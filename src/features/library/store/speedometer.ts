/** How fast a download comes. */

/** Speeds are taken over so long. */
const WINDOW_MS = 4000;

/** Bytes a second over the newest stretch of a download. */
export function speedometer(now: () => number): (there: number) => number | undefined {
  const marks: { at: number; there: number }[] = [];
  return (there) => {
    marks.push({ at: now(), there });
    while (marks.length > 2 && marks[marks.length - 1].at - marks[0].at > WINDOW_MS) marks.shift();
    const [first, last] = [marks[0], marks[marks.length - 1]];
    return last.at > first.at ? ((last.there - first.there) / (last.at - first.at)) * 1000 : undefined;
  };
}
