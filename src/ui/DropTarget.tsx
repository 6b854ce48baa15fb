/** Photographs dropped anywhere on the page or pasted into it. */
import { useEffect, useState } from 'react';
import { usePage } from './context';

const NOTHING_DROPPED =
  'Nothing that was dropped is a file. Save the picture first, then drop the file here.';
const NOTHING_PASTED = 'The clipboard holds no picture. Copy a photograph, then paste it here.';
const FOLDER = 'That is a folder. Drop one photograph out of it.';

/** The file in what was dropped or pasted, or a sentence about why there is none. */
function fileIn(transfer: DataTransfer | null, nothing: string): File | string {
  const items = [...(transfer?.items ?? [])];
  if (items.some((item) => item.webkitGetAsEntry?.()?.isDirectory)) return FOLDER;
  const files = [...(transfer?.files ?? [])];
  return files.find((file) => file.type.startsWith('image/')) ?? files[0] ?? nothing;
}

/** Text belongs to the field it is dropped on or pasted into. */
const isTextField = (target: EventTarget | null): boolean =>
  target instanceof HTMLInputElement && target.type === 'number';

const bringsFiles = ({ dataTransfer }: DragEvent): boolean => dataTransfer?.types.includes('Files') ?? false;

export function DropTarget() {
  const { playground } = usePage();
  const [over, setOver] = useState(false);
  useEffect(() => {
    const listening = new AbortController();
    const { signal } = listening;
    const take = (found: File | string): void => {
      const { choosePhoto, reportProblem } = playground.getState();
      if (typeof found === 'string') reportProblem(found);
      else void choosePhoto(found);
    };
    addEventListener(
      'dragover',
      (event) => {
        if (isTextField(event.target) && !bringsFiles(event)) return;
        // Without this the browser would leave the page for what is dropped.
        event.preventDefault();
        setOver(bringsFiles(event));
      },
      { signal },
    );
    addEventListener(
      'dragleave',
      (event) => {
        // Only the last one leaves the window; the others go from element to element.
        if (!event.relatedTarget) setOver(false);
      },
      { signal },
    );
    addEventListener(
      'drop',
      (event) => {
        if (isTextField(event.target) && !bringsFiles(event)) return;
        event.preventDefault();
        setOver(false);
        take(fileIn(event.dataTransfer, NOTHING_DROPPED));
      },
      { signal },
    );
    addEventListener(
      'paste',
      (event) => {
        const found = fileIn(event.clipboardData, NOTHING_PASTED);
        if (typeof found === 'string' && isTextField(event.target)) return;
        take(found);
      },
      { signal },
    );
    return () => listening.abort();
  }, [playground]);
  return over ? <div className="drop-target">Drop the photograph</div> : null;
}
