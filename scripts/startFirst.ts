/** Has the built page run `src/start.ts` as soon as that is there, before its styles and the rest of its scripts. */
import type { Plugin } from 'vite';

/** As the build calls it among its inputs. */
export const START = 'start';

export const startFirst: Plugin = {
  name: 'start-first',
  apply: 'build',
  transformIndexHtml: {
    order: 'post',
    handler: (_, { bundle = {} }) => {
      const start = Object.values(bundle).find(
        (file) => file.type === 'chunk' && file.isEntry && file.name === START,
      );
      if (!start) throw new Error('there is no script to begin the page with');
      // `async`, or it would wait for the styles. With the attributes of the others, or browsers would fetch it a second time.
      const attrs = {
        type: 'module',
        async: true,
        crossorigin: true,
        fetchpriority: 'high',
        src: `./${start.fileName}`,
      };
      return [{ tag: 'script', attrs, injectTo: 'head' }];
    },
  },
};
