/** Values of any size by their keys, kept in the browser's IndexedDB in several tables. Everything rejects where the browser keeps nothing. */

export interface Records<Table extends string> {
  all(table: Table): Promise<readonly unknown[]>;
  /** Undefined where there is none. */
  get(table: Table, key: string): Promise<unknown>;
  /** Into several tables at once: all of it is kept, or nothing. */
  put(key: string, values: Readonly<Partial<Record<Table, unknown>>>): Promise<void>;
  remove(key: string, tables: readonly Table[]): Promise<void>;
}

const settled = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

function open(name: string, tables: readonly string[]): Promise<IDBDatabase> {
  const request = indexedDB.open(name, 1);
  request.onupgradeneeded = () => {
    for (const table of tables) request.result.createObjectStore(table);
  };
  return settled(request);
}

export function openRecords<Table extends string>(name: string, tables: readonly Table[]): Records<Table> {
  let opened: Promise<IDBDatabase> | undefined;
  async function database(): Promise<IDBDatabase> {
    opened ??= open(name, tables);
    try {
      return await opened;
    } catch (error) {
      opened = undefined;
      throw error;
    }
  }
  /** Resolves when all that `act` asks for is on disk. */
  async function write(
    involved: readonly Table[],
    act: (tableOf: (table: Table) => IDBObjectStore) => void,
  ): Promise<void> {
    const transaction = (await database()).transaction(involved, 'readwrite');
    const done = new Promise<void>((resolve, reject) => {
      transaction.oncomplete = () => resolve();
      transaction.onabort = () => reject(transaction.error);
    });
    act((table) => transaction.objectStore(table));
    return done;
  }
  const read = async (table: Table): Promise<IDBObjectStore> =>
    (await database()).transaction(table).objectStore(table);
  return {
    all: async (table) => settled((await read(table)).getAll()),
    get: async (table, key) => settled((await read(table)).get(key)),
    put: (key, values) => {
      const involved = Object.keys(values) as Table[];
      return write(involved, (tableOf) => {
        for (const table of involved) tableOf(table).put(values[table], key);
      });
    },
    remove: (key, involved) =>
      write(involved, (tableOf) => {
        for (const table of involved) tableOf(table).delete(key);
      }),
  };
}
