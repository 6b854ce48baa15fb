/** What a GPU does to a run: it cannot be brought up, breaks, or computes something else. Half a sentence. */
import { Sentence } from '../message';

export class GpuFailure extends Sentence {}
