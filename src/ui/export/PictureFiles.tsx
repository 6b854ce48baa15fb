/** Which picture to save, how large, and in which format. */
import { useEffect, useMemo, useState } from 'react';
import { useStore } from 'zustand';
import { messageOf } from '../../runtime/message';
import { Menu } from '../parts/Menu';
import { Segments } from '../parts/Segments';
import { Switch } from '../parts/Switch';
import { laidOut, paintFigure, paintPictures, toPng } from './canvas';
import type { Choice } from './choices';
import { fileStem } from './safeName';
import { save } from './save';
import { svgOf } from './svg';
import { sizes, type Wishes, wishes } from './wishes';

const NOT_COPIED = 'The browser does not allow copying pictures here. Save the PNG instead.';

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
      setShape(`${canvas.width} × ${canvas.height} pixels`);
    })().catch((error) => setShape(`There is no preview: ${messageOf(error)}.`));
    return () => {
      isOver = true;
      if (made) URL.revokeObjectURL(made);
    };
  }, [choice, size]);
  return (
    <figure className="export-preview">
      <div className="export-picture">{url && <img src={url} alt={`Preview: ${choice.title}`} />}</div>
      <figcaption className="quiet">{shape || 'Drawing the preview'}</figcaption>
    </figure>
  );
}

interface PictureFilesProps {
  readonly choices: readonly Choice[];
  /** Told in a live region. */
  readonly say: (message: string) => void;
}

export function PictureFiles({ choices, say }: PictureFilesProps) {
  const [index, setIndex] = useState(0);
  const { size, isCaptioned } = useStore(wishes);
  const choice = useMemo(() => asWished(choices[index], isCaptioned), [choices, index, isCaptioned]);
  const stem = fileStem('figure' in choice ? choice.figure.name : choice.name);

  async function saveAs(ending: string, make: () => Promise<Blob>): Promise<void> {
    say('');
    try {
      const name = `${stem}.${ending}`;
      save(await make(), name);
      say(`Saved ${name}.`);
    } catch (error) {
      say(`The file could not be made: ${messageOf(error)}.`);
    }
  }
  const png = async (): Promise<Blob> => toPng(await paint(choice, Number(size)));

  async function copy(): Promise<void> {
    say('');
    try {
      // Some browsers allow it only if asked within the click, before the picture is made.
      await navigator.clipboard.write([new ClipboardItem({ 'image/png': png() })]);
      say('Copied.');
    } catch {
      say(NOT_COPIED);
    }
  }

  return (
    <>
      <div className="export-line">
        {choices.length > 1 && (
          <Menu
            label="Picture"
            value={String(index)}
            options={choices.map(({ title }, i) => ({ value: String(i), title }))}
            onChoose={(value) => setIndex(Number(value))}
          />
        )}
        {'figure' in choice && (
          <Switch label="Caption" on={isCaptioned} change={(on) => wishes.setState({ isCaptioned: on })} />
        )}
      </div>
      <Preview choice={choice} size={size} />
      <div className="export-line">
        <Segments
          label="Size"
          options={sizes}
          value={size}
          onChange={(chosen) => wishes.setState({ size: chosen })}
        />
        <button type="button" className="button primary" onClick={() => void saveAs('png', png)}>
          Save PNG
        </button>
        <button type="button" className="button" onClick={() => void copy()}>
          Copy
        </button>
      </div>
      {'figure' in choice && (
        <div className="export-line">
          <span className="quiet">For a paper, with words as text</span>
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
            Save SVG
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
            Save PDF
          </button>
        </div>
      )}
    </>
  );
}
