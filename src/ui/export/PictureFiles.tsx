/** Which picture to save, how large, and in which format. */
import { useEffect, useMemo, useState } from 'react';
import { useStore } from 'zustand';
import { messageOf } from '../../runtime/message';
import { say } from '../../words/say';
import { Menu } from '../parts/Menu';
import { Segments } from '../parts/Segments';
import { Switch } from '../parts/Switch';
import { laidOut, paintFigure, paintPictures, toPng } from './canvas';
import type { Choice } from './choices';
import { fileStem } from './safeName';
import { save } from './save';
import { svgOf } from './svg';
import { sizes, type Wishes, wishes } from './wishes';

async function paint(choice: Choice, scale: number): Promise<HTMLCanvasElement> {
  return 'figure' in choice
    ? paintFigure(await laidOut(choice.figure), scale)
    : paintPictures(choice.rasters, scale);
}

/** A figure as it is wished for. */
const asWished = (choice: Choice, isCaptioned: boolean): Choice =>
  'figure' in choice && !isCaptioned ? { ...choice, figure: { ...choice.figure, caption: '' } } : choice;

/** Draws the chosen picture into the page, as the file will have it. */
function Preview({ choice, size }: { choice: Choice; size: Wishes['size'] }) {
  const [url, setUrl] = useState<string>();
  const [shape, setShape] = useState('');
  useEffect(() => {
    let made: string | undefined;
    let isOver = false;
    void (async () => {
      const canvas = await paint(choice, Number(size));
      const png = await toPng(canvas);
      if (isOver) return;
      made = URL.createObjectURL(png);
      setUrl(made);
      setShape(say('save.shape', { width: canvas.width, height: canvas.height }));
    })().catch((error) => setShape(say('save.noPreview', { reason: messageOf(error) })));
    return () => {
      isOver = true;
      if (made) URL.revokeObjectURL(made);
    };
  }, [choice, size]);
  return (
    <figure className="export-preview">
      <div className="export-picture">
        {url && <img src={url} alt={say('save.preview', { title: choice.title })} />}
      </div>
      <figcaption className="quiet">{shape || say('save.drawingPreview')}</figcaption>
    </figure>
  );
}

interface PictureFilesProps {
  readonly choices: readonly Choice[];
  /** Told in a live region. */
  readonly tell: (message: string) => void;
}

export function PictureFiles({ choices, tell }: PictureFilesProps) {
  const [index, setIndex] = useState(0);
  const { size, isCaptioned } = useStore(wishes);
  const choice = useMemo(() => asWished(choices[index], isCaptioned), [choices, index, isCaptioned]);
  const stem = fileStem('figure' in choice ? choice.figure.name : choice.name);

  async function saveAs(ending: string, make: () => Promise<Blob>): Promise<void> {
    tell('');
    try {
      const name = `${stem}.${ending}`;
      save(await make(), name);
      tell(say('save.saved', { file: name }));
    } catch (error) {
      tell(say('save.notMade', { reason: messageOf(error) }));
    }
  }
  const png = async (): Promise<Blob> => toPng(await paint(choice, Number(size)));

  async function copy(): Promise<void> {
    tell('');
    try {
      // Some browsers allow it only if asked within the click, before the picture is made.
      await navigator.clipboard.write([new ClipboardItem({ 'image/png': png() })]);
      tell(say('page.copied'));
    } catch {
      tell(say('save.notCopied'));
    }
  }

  return (
    <>
      <div className="export-line">
        {choices.length > 1 && (
          <Menu
            label={say('save.picture')}
            value={String(index)}
            options={choices.map(({ title }, i) => ({ value: String(i), title }))}
            onChoose={(value) => setIndex(Number(value))}
          />
        )}
        {'figure' in choice && (
          <Switch
            label={say('save.caption')}
            on={isCaptioned}
            change={(on) => wishes.setState({ isCaptioned: on })}
          />
        )}
      </div>
      <Preview choice={choice} size={size} />
      <div className="export-line">
        <Segments
          label={say('save.size')}
          options={sizes}
          value={size}
          onChange={(chosen) => wishes.setState({ size: chosen })}
        />
        <button type="button" className="button primary" onClick={() => void saveAs('png', png)}>
          {say('save.savePng')}
        </button>
        <button type="button" className="button" onClick={() => void copy()}>
          {say('save.copy')}
        </button>
      </div>
      {'figure' in choice && (
        <div className="export-line">
          <span className="quiet">{say('save.forPaper')}</span>
          <button
            type="button"
            className="button"
            onClick={() =>
              void saveAs('svg', async () => {
                const svg = await svgOf(choice.figure, await laidOut(choice.figure));
                return new Blob([svg], { type: 'image/svg+xml' });
              })
            }
          >
            {say('save.saveSvg')}
          </button>
          <button
            type="button"
            className="button"
            onClick={() =>
              void saveAs('pdf', async () => {
                const { pdfOf } = await import('./pdf');
                return pdfOf(choice.figure, await laidOut(choice.figure));
              })
            }
          >
            {say('save.savePdf')}
          </button>
        </div>
      )}
    </>
  );
}
