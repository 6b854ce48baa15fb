/**
 * Keeps every worker that is started from this one. Firefox collects a nested worker that nothing refers to while it still starts, and
 * onnxruntime, which waits for it, then waits for ever: in up to half of all visits. To be imported before onnxruntime.
 */

const kept: Worker[] = [];

self.Worker = class extends Worker {
  constructor(...args: ConstructorParameters<typeof Worker>) {
    super(...args);
    kept.push(this);
  }
};
