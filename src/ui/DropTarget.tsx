/** Photographs and models dropped anywhere on the page or pasted into it. */
import { useEffect, useState } from 'react';
import { isPicture } from '../runtime/browser/photo';
import { hasModel, hasWeights } from '../runtime/models/brought';
import { isSaid, type Phrase, type Said, said } from '../words/said';
import { say } from '../words/say';
import { usePage, usePlayground } from './context';
import { filesIn, folderIn } from './folder';
import './drop-target.css';

/** The one photograph among files, or what there is to say of why there is none. */
function photographIn(files: readonly File[], nothing: Phrase): File | Said {
  const pictures = files.filter(isPicture);
  if (pictures.length > 1) return said('page.severalDropped', { count: pictures.length });
  return pictures[0] ?? files[0] ?? said(nothing);
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
    const take = async (transfer: DataTransfer | null, nothing: Phrase): Promise<void> => {
      const { choosePhoto, openModel, reportProblem } = playground.getState();
      const folder = folderIn(transfer);
      const files = [...(transfer?.files ?? [])];
      if (intake && holdsFiles(transfer) && (folder || files.every(isPicture))) return intake.take(transfer);
      if (folder) {
        const inside = await filesIn(folder).catch(() => []);
        const isModel = await hasWeights(inside);
        return isModel ? void openModel(inside) : reportProblem(said('page.folderDropped'));
      }
      const others = files.filter((file) => !isPicture(file));
      const isModel = await hasModel(others);
      if (isModel) void openModel(others);
      const rest = isModel ? files.filter(isPicture) : files;
      if (isModel && rest.length === 0) return;
      if (intake && rest.length > 0) return intake.take(asDropped(rest));
      const found = photographIn(rest, nothing);
      if (isSaid(found)) reportProblem(found);
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
        void take(event.dataTransfer, 'page.nothingDropped');
      },
      { signal },
    );
    addEventListener(
      'paste',
      (event) => {
        if (isTextField(event.target) && !holdsFiles(event.clipboardData)) return;
        void take(event.clipboardData, 'page.nothingPasted');
      },
      { signal },
    );
    return () => listening.abort();
  }, [playground, intake]);
  const invitation = intake?.invitation ?? 'page.dropPhotograph';
  return over ? <div className="drop-target">{say(invitation)}</div> : null;
}
