/** Tokens, time and memory at each ratio, and of an encoder that is given mask tokens too. */
import { percent } from '../../../store/percent';
import { decimals, megabytes } from '../../../ui/numbers';
import { Bar } from '../../../ui/parts/Bar';
import { say } from '../../../words/say';
import { bothMs, type Cost } from '../store/cost';

interface TimeProps {
  readonly ms: number | undefined;
  /** The longest of all. */
  readonly most: number;
  readonly isQuiet?: boolean;
}

/** Nothing before it is there. */
const Time = ({ ms, most, isQuiet }: TimeProps) => (
  <td>
    {ms !== undefined && (
      <Bar share={ms / most} isQuiet={isQuiet}>
        {decimals(ms, 1)}
      </Bar>
    )}
  </td>
);

const Milliseconds = () => (
  <th scope="col" className="cost-ms">
    ms
  </th>
);

interface CostTableProps {
  readonly costs: readonly Cost[];
  /** Whether the times of both halves are known apart. */
  readonly isApart: boolean;
  /** The page's own, which is marked. */
  readonly ratio: number;
  readonly isBusy: boolean;
}

export function CostTable({ costs, isApart, ratio, isBusy }: CostTableProps) {
  const [{ encoder: whole, decoder }] = costs;
  const known = costs.flatMap((cost) =>
    isApart ? [cost.encoder.ms ?? 0, cost.decoder?.ms ?? 0] : [bothMs(cost) ?? 0],
  );
  const most = Math.max(...known);
  return (
    <table className="cost-table" aria-busy={isBusy}>
      <caption className="inside-title">{say('inside.costs')}</caption>
      <thead>
        <tr>
          <th scope="col" rowSpan={2}>
            {say('inside.hidden')}
          </th>
          <th scope="colgroup" colSpan={isApart ? 3 : 2}>
            {say('inside.encoder')}
          </th>
          {isApart && decoder && <th scope="colgroup">{say('inside.decoder')}</th>}
          {!isApart && <th scope="colgroup">{say('inside.bothHalves')}</th>}
        </tr>
        <tr>
          <th scope="col">{say('inside.tokens')}</th>
          <th scope="col">MB</th>
          {isApart && <Milliseconds />}
          {(decoder || !isApart) && <Milliseconds />}
        </tr>
      </thead>
      <tbody>
        {costs.map((cost) => (
          <tr key={cost.ratio} aria-current={cost.ratio === ratio}>
            <th scope="row">{say(percent(cost.ratio))}</th>
            <td>{cost.encoder.tokens}</td>
            <td>{megabytes(cost.encoder.bytes)}</td>
            {isApart && <Time ms={cost.encoder.ms} most={most} />}
            {isApart && cost.decoder && <Time ms={cost.decoder.ms} most={most} isQuiet />}
            {!isApart && <Time ms={bothMs(cost)} most={most} />}
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">{say('inside.withMaskTokens')}</th>
          <td>{whole.tokens}</td>
          <td>{megabytes(whole.bytes)}</td>
          {isApart && <Time ms={whole.ms} most={most} />}
          {(decoder || !isApart) && <td />}
        </tr>
      </tfoot>
    </table>
  );
}
