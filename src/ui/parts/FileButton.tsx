/** A button that lets the person choose files: an input under a label, since an input itself cannot look like a button. */
import { type ReactNode, useId } from 'react';

/** Chromium's attribute, which every browser knows by now; React's types do not. */
const FOLDER = { webkitdirectory: '' };

interface FileButtonProps {
  /** Which files, as the attribute of the input, or whole folders; by default files of every kind. */
  readonly accept?: string | 'folders';
  readonly multiple?: boolean;
  readonly look?: 'primary' | 'small';
  readonly describedBy?: string;
  /** At least one file. */
  readonly onFiles: (files: FileList) => void;
  readonly children: ReactNode;
}

export function FileButton({
  accept,
  multiple = false,
  look,
  describedBy,
  onFiles,
  children,
}: FileButtonProps) {
  const id = useId();
  return (
    <>
      <input
        id={id}
        className="visually-hidden"
        type="file"
        multiple={multiple}
        {...(accept === 'folders' ? FOLDER : { accept })}
        aria-describedby={describedBy}
        onChange={({ target }) => {
          if (target.files?.length) onFiles(target.files);
          // So that choosing the same file again is a change.
          target.value = '';
        }}
      />
      <label htmlFor={id} className={look ? `button ${look}` : 'button'}>
        {children}
      </label>
    </>
  );
}
