/** Whether the samples' pictures are where the page looks for them. */
import { existsSync } from 'node:fs';
import { expect, test } from 'vitest';
import { samples, sampleUrl, thumbnailUrl } from './samples';

test.for(samples)('$id has its photograph, and a small one for the gallery', (sample) => {
  for (const url of [sampleUrl(sample), thumbnailUrl(sample)])
    expect(existsSync(`public${url}`), url).toBe(true);
});
