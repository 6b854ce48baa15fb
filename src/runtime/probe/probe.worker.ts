/** The thread that learns to recognise pictures by their features: fits by the hundred take longer than a frame. */
import { principalComponents } from '../../mae/components';
import { leaveOneOut } from '../../mae/leaveOneOut';
import { fitLogistic } from '../../mae/logistic';
import { applyStandard, standardOf } from '../../mae/standardise';
import { type Description, descriptions, type FromProbe, type Judged, type ToProbe } from './protocol';

const post = (message: FromProbe): void => self.postMessage(message);

self.addEventListener('message', ({ data: { features, labels, classes } }: MessageEvent<ToProbe>) => {
  const found = descriptions.map((name, i) =>
    leaveOneOut(features[name], labels, classes, (share) =>
      post({ type: 'progress', share: (i + share) / descriptions.length }),
    ),
  );
  const judged = Object.fromEntries(
    found.map(({ knn, probe }, i) => [descriptions[i], { neighbours: knn, linear: probe }]),
  ) as Record<Description, Judged>;
  const { encoder } = features;
  const standard = standardOf(encoder);
  const rows = encoder.map((row) => applyStandard(standard, row));
  const { lambda } = found[descriptions.indexOf('encoder')];
  const probe = fitLogistic(rows, labels, classes, lambda);
  const [x, y] = principalComponents(Float32Array.from(rows.flatMap((row) => [...row])), rows.length, 2);
  post({ type: 'learned', learned: { judged, recogniser: { standard, rows, probe }, map: [x, y] } });
});
