/** As much of the Origin Private File System as is used: folders in folders, and files in them. */

type Content = string | Uint8Array<ArrayBuffer>;

export class Folder {
  readonly kind = 'directory';
  readonly name: string;
  readonly entries = new Map<string, Folder | { kind: 'file'; content: Content }>();
  constructor(name: string) {
    this.name = name;
  }

  put(name: string, content: Content): void {
    this.entries.set(name, { kind: 'file', content });
  }

  async getDirectoryHandle(name: string): Promise<Folder> {
    const folder = this.entries.get(name) ?? new Folder(name);
    this.entries.set(name, folder as Folder);
    return folder as Folder;
  }

  async getFileHandle(name: string, options?: { create: boolean }) {
    if (!this.entries.has(name)) {
      if (!options?.create) throw new DOMException('none', 'NotFoundError');
      this.put(name, '');
    }
    return {
      name,
      getFile: async () => new File([(this.entries.get(name) as { content: Content }).content], name),
    };
  }

  async removeEntry(name: string): Promise<void> {
    if (!this.entries.delete(name)) throw new DOMException('none', 'NotFoundError');
  }

  async *values() {
    yield* this.entries.values();
  }
}
