/**
 * What does not wait for the page: its engine begins with the model while the rest of the page still comes. The build has a script of
 * its own for this, ahead of all others.
 */
import './runtime/browser/origin';
import { prepareInference } from './runtime/inference/spawn';
import { models } from './runtime/models/registry';
import { spawnEngine } from './runtime/pageEngine';

/** As the page itself will read its address, where what is not understood leads to the first model. */
const named = new URLSearchParams(location.hash.slice(1)).get('model');
const model = models.find(({ id }) => id === named) ?? models[0];

export const engine = spawnEngine();
prepareInference(model);
engine.load(model, 'auto');
