/** Photographs and models dropped anywhere on the page or pasted into it. */
import { useEffect, useState } from 'react';
import { isPicture } from '../runtime/browser/photo';
import { areOfModel } from '../runtime/models/open';
import { usePage, usePlayground } from './context';
import './drop-target.css';

const NOTHING_DROPPED =
  'Nothing that was dropped is a file. Save the picture first, then drop the file here.';
const NOTHING_PASTED = 'The clipboard holds no picture. Copy a photograph, then paste it here.';
const FOLDER =
  'That is a folder. Drop one photograph out of it, or bring the folder to the “Many files” tab.';
const several = (count: number): string =>
  `Those are ${count} photographs. Drop one of them here, or bring them all to the “Many files” tab.`;

/** The one photograph in what was dropped or pasted, or a sentence about why there is none. */
function fileIn(transfer: DataTransfer | null, nothing: string): File | string {
  const items = [...(transfer?.items ?? [])];
  if (items.some((item) => item.webkitGetAsEntry?.()?.isDirectory)) return FOLDER;
  const files = [...(transfer?.files ?? [])];
  const pictures = files.filter(isPicture);
  return pictures.length > 1 ? several(pictures.length) : (pictures[0] ?? files[0] ?? nothing);
}

/** Text belongs to the field it is dropped on or pasted into. */
const isTextField = (target: EventTarget | null): boolean =>
  target instanceof HTMLInputElement && ['number', 'text'].includes(target.type);

const holdsFiles = (transfer: DataTransfer | null): transfer is DataTransfer =>
  transfer?.types.includes('Files') ?? false;

const bringsFiles = ({ dataTransfer }: DragEvent): boolean => holdsFiles(dataTransfer);

export function DropTarget() {
  const { playground, features } = usePage();
  const mode = usePlayground((state) => state.mode);
  const intake = features.find(({ tab }) => tab?.id === mode)?.intake;
  const [over, setOver] = useState(false);
  useEffect(() => {
    const listening = new AbortController();
    const { signal } = listening;
    const take = (transfer: DataTransfer | null, nothing: string): void => {
      const { choosePhoto, openModel, reportProblem } = playground.getState();
      const files = [...(transfer?.files ?? [])];
      if (areOfModel(files)) return void openModel(files);
      if (intake && holdsFiles(transfer)) return intake.take(transfer);
      const found = fileIn(transfer, nothing);
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
        take(event.dataTransfer, NOTHING_DROPPED);
      },
      { signal },
    );
    addEventListener(
      'paste',
      (event) => {
        if (isTextField(event.target) && !holdsFiles(event.clipboardData)) return;
        take(event.clipboardData, NOTHING_PASTED);
      },
      { signal },
    );
    return () => listening.abort();
  }, [playground, intake]);
  const invitation = intake?.invitation ?? 'Drop the photograph';
  return over ? <div className="drop-target">{invitation}</div> : null;
}
