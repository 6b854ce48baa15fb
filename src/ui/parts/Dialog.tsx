/** A button, and the dialog that it opens. */
import { type ReactNode, type Ref, useId, useImperativeHandle, useRef } from 'react';
import { say } from '../../words/say';
import './dialog.css';

export interface DialogHandle {
  open(): void;
}

interface DialogProps {
  /** For who opens it otherwise than by its button. */
  readonly ref?: Ref<DialogHandle>;
  /** On the button. */
  readonly button: string;
  readonly title: string;
  /** Besides what is in it: a note at its foot, left of "Close". */
  readonly foot: ReactNode;
  readonly isWide?: boolean;
  readonly onOpen?: () => void;
  readonly onClose?: () => void;
  /** Handed what closes the dialog. */
  readonly children: (close: () => void) => ReactNode;
}

export function Dialog({ ref, button, title, foot, isWide = false, onOpen, onClose, children }: DialogProps) {
  const id = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  const open = (): void => {
    onOpen?.();
    dialog.current?.showModal();
  };
  useImperativeHandle(ref, () => ({ open }));
  const close = (): void => dialog.current?.close();
  return (
    <>
      <button type="button" className="button small" onClick={open}>
        {button}
      </button>
      <dialog
        ref={dialog}
        className={isWide ? 'dialog wide' : 'dialog'}
        aria-labelledby={`${id}-title`}
        onClose={onClose}
      >
        <h2 id={`${id}-title`}>{title}</h2>
        {children(close)}
        <div className="dialog-foot">
          {foot}
          <button type="button" className="button" onClick={close}>
            {say('page.close')}
          </button>
        </div>
      </dialog>
    </>
  );
}
