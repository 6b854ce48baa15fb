/** Engines as the page has them. */
import { createEngine, type Engine } from './inference/engine';
import { probeGpu } from './inference/gpu';
import { spawnInference } from './inference/spawn';
import { models } from './models/registry';

export const spawnEngine = (): Engine =>
  createEngine({ spawn: spawnInference, probe: probeGpu, reference: models[0] });
