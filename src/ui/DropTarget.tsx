/** Photographs and models dropped anywhere on the page or pasted into it. */
import { useEffect, useState } from 'react';
import { isPicture } from '../runtime/browser/photo';
import { hasModel, hasWeights } from '../runtime/models/brought';
import { usePage, usePlayground } from './context';
import { filesIn, folderIn } from './folder';
import './drop-target.css';

const NOTHING_DROPPED =
  'Nothing that was dropped is a file. Save the picture first, then drop the file here.';
const NOTHING_PASTED = 'The clipboard holds no picture. Copy a photograph, then paste it here.';
const FOLDER =
  'That is a folder without a model. Drop one photograph out of it, or bring the folder to the “Many files” tab.';
const several = (count: number): string =>
  `Those are ${count} photographs. Drop one of them here, or bring them all to the “Many files” tab.`;

/** The one photograph among files, or a sentence about why there is none. */
function photographIn(files: readonly File[], nothing: string): File | string {
  const pictures = files.filter(isPicture);
  return pictures.length > 1 ? several(pictures.length) : (pictures[0] ?? files[0] ?? nothing);
}

/** Files as if they had just been dropped: what was is forgotten after the event. */
function asDropped(files: readonly File[]): DataTransfer {
  const transfer = new DataTransfer();
  for (const file of files) transfer.items.add(file);
  return transfer;
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
    const take = async (transfer: DataTransfer | null, nothing: string): Promise<void> => {
      const { choosePhoto, openModel, reportProblem } = playground.getState();
      const folder = folderIn(transfer);
      const files = [...(transfer?.files ?? [])];
      if (intake && holdsFiles(transfer) && (folder || files.every(isPicture))) return intake.take(transfer);
      if (folder) {
        const inside = await filesIn(folder).catch(() => []);
        return (await hasWeights(inside)) ? void openModel(inside) : reportProblem(FOLDER);
      }
      const others = files.filter((file) => !isPicture(file));
      const isModel = await hasModel(others);
      if (isModel) void openModel(others);
      const rest = isModel ? files.filter(isPicture) : files;
      if (isModel && rest.length === 0) return;
      if (intake && rest.length > 0) return intake.take(asDropped(rest));
      const found = photographIn(rest, nothing);
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
        void take(event.dataTransfer, NOTHING_DROPPED);
      },
      { signal },
    );
    addEventListener(
      'paste',
      (event) => {
        if (isTextField(event.target) && !holdsFiles(event.clipboardData)) return;
        void take(event.clipboardData, NOTHING_PASTED);
      },
      { signal },
    );
    return () => listening.abort();
  }, [playground, intake]);
  const invitation = intake?.invitation ?? 'Drop the photograph';
  return over ? <div className="drop-target">{invitation}</div> : null;
}
