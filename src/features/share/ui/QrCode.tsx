/** The link as a square that a phone's camera reads. What draws it is fetched when a link is first asked for. */
import { useEffect, useState } from 'react';
import { say } from '../../../words/say';

/** Modules around the code that must stay white (ISO/IEC 18004). */
const MARGIN = 4;

/** An SVG path of all dark modules, and how many modules the code is wide, with its margin. */
async function codeOf(text: string): Promise<{ readonly path: string; readonly width: number }> {
  const { encode } = await import('uqr');
  const { data, size } = encode(text, { border: 0 });
  const path = data
    .flatMap((row, y) => row.map((isDark, x) => (isDark ? `M${x + MARGIN} ${y + MARGIN}h1v1h-1z` : '')))
    .join('');
  return { path, width: size + 2 * MARGIN };
}

export function QrCode({ text }: { text: string }) {
  const [code, setCode] = useState<Awaited<ReturnType<typeof codeOf>>>();
  const [said, setSaid] = useState('');
  useEffect(() => {
    let isCurrent = true;
    codeOf(text).then(
      (made) => {
        if (!isCurrent) return;
        setCode(made);
        setSaid('');
      },
      () => isCurrent && setSaid(say('share.noQrCode')),
    );
    return () => {
      isCurrent = false;
    };
  }, [text]);
  if (said) return <p className="quiet">{said}</p>;
  if (!code) return <div className="share-code" />;
  return (
    <svg
      className="share-code"
      viewBox={`0 0 ${code.width} ${code.width}`}
      role="img"
      aria-label={say('share.qrCodeOfLink')}
      shapeRendering="crispEdges"
    >
      <rect width={code.width} height={code.width} fill="#fff" />
      <path d={code.path} fill="#000" />
    </svg>
  );
}
