import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import cases from './fixtures/graphs.json';
import { decoderGraph, encoderGraph } from './graph';

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

test.each(cases)(
  'the graphs of $name are byte for byte those of the Python exporter',
  ({ geometry, sha256: hash }) => {
    expect(sha256(encoderGraph(geometry))).toBe(hash.encoder);
    expect(sha256(decoderGraph(geometry))).toBe(hash.decoder);
  },
);
