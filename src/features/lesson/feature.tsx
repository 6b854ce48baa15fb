/** Ten cards beside the pictures: each sets the page, asks for a guess, and shows what comes. */
import type { Feature } from '../../ui/feature';
import { cover, GUESSING, moveTo } from '../../ui/veil/veil';
import { createLesson, lessonLink } from './store/lesson';
import { LessonProvider } from './ui/context';
import { Lesson, OpenLesson } from './ui/Lesson';

const UNCOVER_MS = 1600;

async function uncover(): Promise<void> {
  if (await moveTo({ vanished: 1, painted: 1, showsOriginal: true }, UNCOVER_MS)) cover(undefined);
}

export const lesson: Feature = {
  open: ({ playground, known, modes }) => {
    const store = createLesson({
      playground,
      samples: known,
      modes,
      cover: (isCovered) => cover(isCovered ? GUESSING : undefined),
      uncover: () => void uncover(),
    });
    return {
      link: lessonLink(store),
      header: (
        <LessonProvider store={store}>
          <OpenLesson />
        </LessonProvider>
      ),
      beside: (
        <LessonProvider store={store}>
          <Lesson />
        </LessonProvider>
      ),
    };
  },
};
