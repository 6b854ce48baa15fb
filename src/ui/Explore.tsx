/** One picture, live: masked, reconstructed, original. */
import { Readout } from './Readout';
import { Triplet } from './Triplet';

export function Explore() {
  return (
    <>
      <Triplet />
      <Readout />
    </>
  );
}
