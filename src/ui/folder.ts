/** The files of a folder that was dropped. */

/** A model has not so many. */
const MOST = 200;

const fileOf = (entry: FileSystemFileEntry): Promise<File> =>
  new Promise((resolve, reject) => entry.file(resolve, reject));

/** Those right in it, at most two hundred. Rejects where they may not be read. */
export async function filesIn(folder: FileSystemDirectoryEntry): Promise<File[]> {
  const reader = folder.createReader();
  const files: File[] = [];
  for (;;) {
    // Chromium hands out a hundred at a time; the end is an empty batch.
    const batch = await new Promise<FileSystemEntry[]>((resolve, reject) =>
      reader.readEntries(resolve, reject),
    );
    for (const entry of batch) if (entry.isFile) files.push(await fileOf(entry as FileSystemFileEntry));
    if (batch.length === 0 || files.length >= MOST) return files;
  }
}

/** The one folder that was dropped. To be called while the event is handled. */
export function folderIn(transfer: DataTransfer | null): FileSystemDirectoryEntry | undefined {
  const entries = [...(transfer?.items ?? [])].map((item) => item.webkitGetAsEntry?.());
  return entries.find((entry): entry is FileSystemDirectoryEntry => entry?.isDirectory ?? false);
}
