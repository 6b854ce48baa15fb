/** Could mere interpolation do it? */
import type { Feature } from '../../ui/feature';
import { createInterpolation, MODE } from './store/interpolation';
import { InterpolationProvider } from './ui/context';
import { InterpolationView } from './ui/InterpolationView';

export const interpolation: Feature = {
  tab: { id: MODE, title: 'interpolation.title' },
  open: ({ playground, engine, interpolator }) => {
    const store = createInterpolation({ playground, engine, interpolator });
    return {
      view: (
        <InterpolationProvider store={store}>
          <InterpolationView />
        </InterpolationProvider>
      ),
    };
  },
};
