import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { asWritten, type WrittenGeometry } from '../checkpoint/written';
import cases from './fixtures/graphs.json';
import { decoderGraph, encoderGraph } from './graph';

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

test.each(cases)(
  'the graphs of $name are byte for byte those of the Python exporter',
  ({ geometry: written, sha256: hash }) => {
    const geometry = asWritten(written as WrittenGeometry);
    expect(sha256(encoderGraph(geometry))).toBe(hash.encoder);
    expect(sha256(decoderGraph(geometry))).toBe(hash.decoder);
  },
);

const committed = readdirSync('models').filter((id) => existsSync(`models/${id}/model.json`));

test.each(committed)('the .onnx files of %s, for other tools, are what the page writes for itself', (id) => {
  const geometry = asWritten(JSON.parse(readFileSync(`models/${id}/model.json`, 'utf8')).geometry);
  expect(sha256(encoderGraph(geometry))).toBe(sha256(readFileSync(`models/${id}/encoder.onnx`)));
  expect(sha256(decoderGraph(geometry))).toBe(sha256(readFileSync(`models/${id}/decoder.onnx`)));
});
