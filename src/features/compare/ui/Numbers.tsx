/** Both sides' figures and their difference, B − A. */
import type { Difference } from '../../../mae/difference';
import type { Result } from '../../../runtime/inference/scene';
import { Explained } from '../../../ui/glossary/Explained';
import { decimals, milliseconds } from '../../../ui/numbers';
import { say, sayRich } from '../../../words/say';
import { signed } from './phrases';
import './numbers.css';

interface NumbersProps {
  readonly a: Result | undefined;
  readonly b: Result | undefined;
  /** Whether they are of the settings before. */
  readonly isOldA: boolean;
  readonly isOldB: boolean;
  /** Of these two results; absent if they cannot be compared. */
  readonly difference: Difference | undefined;
}

export function Numbers({ a, b, isOldA, isOldB, difference }: NumbersProps) {
  const lossA = a?.loss ?? Number.NaN;
  const lossB = b?.loss ?? Number.NaN;
  const [psnrA, psnrB] = [a?.psnr ?? Number.NaN, b?.psnr ?? Number.NaN];
  const [commonA, commonB] = [difference?.psnrA ?? Number.NaN, difference?.psnrB ?? Number.NaN];
  /** What is measured differently has no difference. */
  const isAlike = difference !== undefined;
  const isSameLoss = isAlike && a?.scene.model.target === b?.scene.model.target;
  const time = (result: Result | undefined): string =>
    milliseconds(result ? result.encoderMs + result.decoderMs : Number.NaN);
  const [ofA, ofB, ofBoth] = [isOldA, isOldB, isOldA || isOldB].map((isOld) =>
    isOld ? 'outdated' : undefined,
  );
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section className="numbers-scroll" aria-label={say('compare.numbers')} tabIndex={0}>
      <table className="numbers">
        <caption className="visually-hidden">{say('compare.numbersAre')}</caption>
        <thead>
          <tr>
            <td />
            <th scope="col">A</th>
            <th scope="col">B</th>
            <th scope="col">B − A</th>
          </tr>
        </thead>
        <tbody>
          <tr>
            <th scope="row">
              <Explained term="psnr">{say('compare.psnr')}</Explained>
            </th>
            <td className={ofA}>{decimals(psnrA, 2)}</td>
            <td className={ofB}>{decimals(psnrB, 2)}</td>
            <td className={ofBoth}>{signed(isAlike ? psnrB - psnrA : Number.NaN, 2)}</td>
          </tr>
          <tr>
            <th scope="row">
              <Explained term="common">
                {sayRich('compare.psnrHiddenInBoth', {
                  hidden: (psnr) => <span className="visually-hidden">{psnr}</span>,
                })}
              </Explained>
            </th>
            <td className={ofBoth}>{decimals(commonA, 2)}</td>
            <td className={ofBoth}>{decimals(commonB, 2)}</td>
            <td className={ofBoth}>{signed(commonB - commonA, 2)}</td>
          </tr>
          <tr>
            <th scope="row">
              <Explained term="loss">{say('compare.loss')}</Explained>
            </th>
            <td className={ofA}>{decimals(lossA, 4)}</td>
            <td className={ofB}>{decimals(lossB, 4)}</td>
            <td className={ofBoth}>{signed(isSameLoss ? lossB - lossA : Number.NaN, 4)}</td>
          </tr>
          <tr>
            <th scope="row">
              <Explained term="time">{say('compare.time')}</Explained>
            </th>
            <td className={ofA}>{time(a)}</td>
            <td className={ofB}>{time(b)}</td>
            <td />
          </tr>
        </tbody>
      </table>
    </section>
  );
}
