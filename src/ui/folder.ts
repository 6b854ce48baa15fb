/** Folders that were dropped, and what is in them. */

/** A model has not so many files. */
const MOST = 200;

export const isFolder = (entry: FileSystemEntry): entry is FileSystemDirectoryEntry => entry.isDirectory;

/** Rejects where it may not be read. */
export const fileOf = (entry: FileSystemEntry): Promise<File> =>
  new Promise((resolve, reject) => (entry as FileSystemFileEntry).file(resolve, reject));

/** All that is right in a folder. Rejects where it may not be read. */
export async function childrenOf(folder: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
  const reader = folder.createReader();
  const all: FileSystemEntry[] = [];
  for (;;) {
    // Chromium hands out a hundred at a time; the end is an empty batch.
    const batch = await new Promise<FileSystemEntry[]>((resolve, reject) =>
      reader.readEntries(resolve, reject),
    );
    if (batch.length === 0) return all;
    all.push(...batch);
  }
}

/** The files right in a folder, at most two hundred. Rejects where they may not be read. */
export async function filesIn(folder: FileSystemDirectoryEntry): Promise<File[]> {
  const entries = await childrenOf(folder);
  return Promise.all(
    entries
      .filter(({ isFile }) => isFile)
      .slice(0, MOST)
      .map(fileOf),
  );
}

/** The first folder that was dropped. To be called while the event is handled. */
export function folderIn(transfer: DataTransfer | null): FileSystemDirectoryEntry | undefined {
  const entries = [...(transfer?.items ?? [])].map((item) => item.webkitGetAsEntry?.() ?? undefined);
  return entries.filter((entry) => entry !== undefined).find(isFolder);
}
