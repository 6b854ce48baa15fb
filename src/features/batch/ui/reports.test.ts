import { expect, test } from 'vitest';
import { otherModel } from '../../../test/toy';
import type { Done } from '../store/reconstructFile';
import type { BatchSettings } from '../store/settings';
import { metricsCsv, settingsJson } from './reports';

const settings: BatchSettings = {
  model: otherModel({ files: { weights: { sha256: 'abc' } } }),
  masking: { strategy: 'random', ratio: 0.75, seed: 7 },
  seeds: 'same',
  pasteVisible: false,
  interpolation: false,
};

const done = {
  position: 0,
  path: 'a.jpg',
  width: 640,
  height: 480,
  loss: 0.25,
  psnr: 20.5,
  ms: 31.26,
  backend: 'wasm',
  seed: 7,
  visible: 4,
  mask: 'fff0',
} as unknown as Done;

test('the table has a line for each file, with the settings in it', () => {
  expect(metricsCsv(settings, [done])).toBe(
    'file,width_px,height_px,loss,psnr_db,network_ms,backend,model,strategy,mask_ratio,visible_patches,patches,seed,visible_pasted\r\n' +
      'a.jpg,640,480,0.25,20.5,31.3,wasm,other,random,0.75,4,16,7,false\r\n',
  );
  expect(settingsJson(settings, [done], [])).not.toContain('interpolation');
});

test('with interpolation its number stands beside the network’s, and the settings say what it is', () => {
  const withIt = { ...settings, interpolation: true };
  const [head, line] = metricsCsv(withIt, [{ ...done, interpolation: 19.25 }]).split('\r\n');
  expect(head).toContain(',psnr_db,interpolation_psnr_db,network_ms,');
  expect(line).toContain(',20.5,19.25,31.3,');
  expect(JSON.parse(settingsJson(withIt, [done], [])).interpolation).toContain('harmonic function');
});
