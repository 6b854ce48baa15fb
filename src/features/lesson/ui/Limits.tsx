/** Pictures that no network can complete, each for a reason of its own. */

import { usePage } from '../../../ui/context';
import type { Phrase } from '../../../words/said';
import { say } from '../../../words/say';

const pictures: readonly { readonly id: string; readonly words: Phrase }[] = [
  { id: 'letters', words: 'lesson.letters' },
  { id: 'checkerboard', words: 'lesson.checkerboard' },
  { id: 'astronaut', words: 'lesson.face' },
];

export function Limits() {
  const { playground, known } = usePage();
  const show = (id: string): void => {
    const sample = known.find((one) => one.id === id);
    if (sample) void playground.getState().chooseSample(sample);
  };
  return (
    <div className="lesson-pictures">
      {pictures.map(({ id, words }) => (
        <button key={id} type="button" className="button small" onClick={() => show(id)}>
          {say(words)}
        </button>
      ))}
    </div>
  );
}
