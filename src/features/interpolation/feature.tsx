/** Could mere interpolation do it? */
import { createInterpolator } from '../../runtime/interpolation/interpolator';
import type { Feature } from '../../ui/feature';
import { createInterpolation, MODE } from './store/interpolation';
import { InterpolationProvider } from './ui/context';
import { InterpolationView } from './ui/InterpolationView';

export const interpolation: Feature = {
  tab: { id: MODE, title: 'interpolation.title' },
  open: ({ playground, engine }) => {
    const store = createInterpolation({ playground, engine, interpolator: createInterpolator() });
    return {
      view: (
        <InterpolationProvider store={store}>
          <InterpolationView />
        </InterpolationProvider>
      ),
    };
  },
};
