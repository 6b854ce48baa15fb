/** What is large, and installed by `npm run bench` only: the little of its types that is used here. */

/** Its types are those of onnxruntime-web, which is always here. */
declare module 'onnxruntime-node' {
  export * from 'onnxruntime-web';
}

declare module 'lighthouse' {
  interface Flags {
    readonly port: number;
    readonly onlyCategories: readonly string[];
    readonly logLevel: string;
  }
  interface Run {
    readonly lhr: {
      readonly categories: Readonly<Record<string, { readonly score: number | null }>>;
      readonly audits: Readonly<Record<string, { readonly displayValue?: string }>>;
    };
  }
  export const desktopConfig: object;
  export default function lighthouse(url: string, flags: Flags, config?: object): Promise<Run | undefined>;
}
