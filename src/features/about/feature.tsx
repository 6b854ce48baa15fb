/** What this page is, whose, how to cite it, which keys it knows, and the facts that a report of a problem needs. */
import type { Feature } from '../../ui/feature';
import { About } from './ui/About';

export const about: Feature = { open: () => ({ header: <About /> }) };
