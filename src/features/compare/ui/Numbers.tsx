/** Both sides' figures and their difference, B − A. */
import type { Size } from '../../../mae/crop';
import type { Difference } from '../../../mae/difference';
import type { Result } from '../../../runtime/inference/scene';
import { usePlayground } from '../../../ui/context';
import { Explained } from '../../../ui/glossary/Explained';
import { decimals, milliseconds } from '../../../ui/numbers';
import { useFaded } from '../../../ui/parts/useLasting';
import { useFilling } from '../../../ui/pictures/useFilling';
import { say, sayRich } from '../../../words/say';
import { useCompare, useFillingOfB } from './context';
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

/** The smaller picture has less detail to get wrong. */
const isSameSize = (a: Size, b: Size): boolean => a.width === b.width && a.height === b.height;

/** How close mere interpolation comes on each side, behind that side's own mask. */
function InterpolationRow() {
  const [a, b] = [useFilling(), useFilling(useFillingOfB())];
  const sceneA = usePlayground((state) => state.scene);
  const sceneB = useCompare((state) => state.scene);
  const isOldA = useFaded(a !== undefined && a.scene !== sceneA);
  const isOldB = useFaded(b !== undefined && b.scene !== sceneB);
  const [psnrA, psnrB] = [a?.psnr ?? Number.NaN, b?.psnr ?? Number.NaN];
  const isAlike = a && b && isSameSize(a.scene.square, b.scene.square);
  return (
    <tr>
      <th scope="row">
        <Explained term="interpolation">{say('compare.interpolation')}</Explained>
      </th>
      <td className={isOldA ? 'outdated' : undefined}>{decimals(psnrA, 2)}</td>
      <td className={isOldB ? 'outdated' : undefined}>{decimals(psnrB, 2)}</td>
      <td className={isOldA || isOldB ? 'outdated' : undefined}>
        {signed(isAlike ? psnrB - psnrA : Number.NaN, 2)}
      </td>
    </tr>
  );
}

export function Numbers({ a, b, isOldA, isOldB, difference }: NumbersProps) {
  const isInterpolated = usePlayground((state) => state.view.interpolation);
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
          {isInterpolated && <InterpolationRow />}
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
