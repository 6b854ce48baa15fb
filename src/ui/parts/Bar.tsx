/** A number with a bar behind it, as long as it is a share of the longest. */
import './bar.css';

interface BarProps {
  /** 0 … 1 */
  readonly share: number;
  readonly isQuiet?: boolean;
  readonly children: string;
}

export const Bar = ({ share, isQuiet = false, children }: BarProps) => (
  <span className={isQuiet ? 'bar quiet-bar' : 'bar'} style={{ '--share': share } as React.CSSProperties}>
    {children}
  </span>
);
