/** A WebGPU device of our own, so that its limits and features are known. */
import { Sentence } from '../message';
import { NO_WEBGPU, requestAdapter, requestDeviceOf } from './gpu';

/** Limits whose defaults are too small for large models or ONNX Runtime's shaders: asked for at the most the adapter has. */
const LIMITS = [
  'maxBufferSize',
  'maxStorageBufferBindingSize',
  'maxComputeWorkgroupStorageSize',
  'maxComputeInvocationsPerWorkgroup',
  'maxComputeWorkgroupSizeX',
  'maxComputeWorkgroupSizeY',
  'maxComputeWorkgroupSizeZ',
  'maxStorageBuffersPerShaderStage',
] as const;

/**
 * With half precision where the adapter has it. Throws when there is no adapter, or the browser does not answer. No `subgroups`: with
 * them some of ONNX Runtime's attention kernels have given wrong numbers.
 */
export async function requestDevice(): Promise<GPUDevice> {
  const adapter = await requestAdapter({ powerPreference: 'high-performance' });
  if (!adapter) throw new Sentence(NO_WEBGPU);
  const requiredLimits = Object.fromEntries(LIMITS.map((limit) => [limit, adapter.limits[limit]]));
  const requiredFeatures: GPUFeatureName[] = adapter.features.has('shader-f16') ? ['shader-f16'] : [];
  return requestDeviceOf(adapter, { requiredFeatures, requiredLimits });
}
