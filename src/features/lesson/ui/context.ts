/** How the components here reach their store. */
import { storeContext } from '../../../ui/storeContext';
import type { Lesson } from '../store/lesson';

export const { Provider: LessonProvider, useState: useLesson } = storeContext<Lesson>('lesson');
