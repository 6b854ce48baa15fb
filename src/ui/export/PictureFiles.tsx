/** Which picture to save, how large, and in which format. */
import { useEffect, useState } from 'react';
import { messageOf } from '../../runtime/message';
import { Menu } from '../parts/Menu';
import { Segments } from '../parts/Segments';
import { laidOut, paintFigure, paintPictures, toPng } from './canvas';
import type { Choice } from './choices';
import { safeName } from './safeName';
import { save } from './save';
import { svgOf } from './svg';

const sizes = { 1: '1 ×', 2: '2 ×', 4: '4 ×' } as const;
type Size = `${keyof typeof sizes}`;

const NOT_COPIED = 'The browser does not allow copying pictures here. Save the PNG instead.';

async function paint(choice: Choice, scale: number): Promise<HTMLCanvasElement> {
  return 'figure' in choice
    ? paintFigure(await laidOut(choice.figure), scale)
    : paintPictures(choice.rasters, scale);
}

/** Draws the chosen picture into the page, as the file will have it. */
function Preview({ choice, size }: { choice: Choice; size: Size }) {
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
  const [size, setSize] = useState<Size>('2');
  const choice = choices[index];
  const stem = safeName('figure' in choice ? choice.figure.name : choice.name).replaceAll('/', '_');

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
      {choices.length > 1 && (
        <div className="export-line">
          <Menu
            label="Picture"
            value={String(index)}
            options={choices.map(({ title }, i) => ({ value: String(i), title }))}
            onChoose={(value) => setIndex(Number(value))}
          />
        </div>
      )}
      <Preview choice={choice} size={size} />
      <div className="export-line">
        <Segments label="Size" options={sizes} value={size} onChange={setSize} />
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
                const svg = svgOf(choice.figure, await laidOut(choice.figure));
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
