/** The models the page can offer: one for each folder `models/<id>` that holds a `model.json`. */

import { said } from '../../words/said';
import { asWritten, type WrittenGeometry } from '../checkpoint/written';
import type { BuiltIn, Model, ModelFile, ModelFiles, Preview } from './model';

type FileFacts = Omit<ModelFile, 'url'> & { readonly path: string };
type ModelJson = Omit<Model, 'files' | 'preview' | 'geometry' | 'source' | 'title'> & {
  readonly geometry: WrittenGeometry;
  readonly title: string;
  readonly source: string;
  readonly files: Record<keyof ModelFiles, FileFacts>;
};

const descriptions = import.meta.glob<ModelJson>('../../../models/*/model.json', {
  eager: true,
  import: 'default',
});
const previews = import.meta.glob<Omit<Preview, 'url'>>('../../../models/*/preview.json', {
  eager: true,
  import: 'default',
});
const urls = import.meta.glob<string>(
  ['../../../models/*/*.{safetensors,webp}', '../../../models/*/golden.json'],
  {
    eager: true,
    query: '?url',
    import: 'default',
  },
);

/** Of the model that comes with this project, in the language of the page; others are described as whoever exported them did. */
const described: Readonly<Partial<Record<string, Pick<Model, 'title' | 'summary' | 'licence' | 'source'>>>> =
  {
    'mae-tiny': {
      title: said('models.tiny'),
      summary: said('models.tinySummary'),
      licence: { name: 'MIT', note: said('models.tinyNote') },
      source: [said('models.tinySource')],
    },
  };

function toModel(path: string, { files, geometry, source, ...facts }: ModelJson): BuiltIn {
  const folder = path.slice(0, path.lastIndexOf('/'));
  const locate = ({ path: name, bytes, sha256 }: FileFacts): ModelFile => {
    const url = urls[`${folder}/${name}`];
    if (!url) throw new Error(`${folder}/model.json names ${name}, which is not in that folder.`);
    return { url: new URL(url, document.baseURI).href, bytes, sha256 };
  };
  const preview = previews[`${folder}/preview.json`];
  return {
    ...facts,
    source: source ? [`${source.replace(/\.$/, '')}.`] : [],
    ...described[facts.id],
    geometry: asWritten(geometry),
    files: {
      weights: locate(files.weights),
      golden: locate(files.golden),
    },
    ...(preview && { preview: { ...preview, url: urls[`${folder}/preview.webp`] } }),
  };
}

/** Never empty; the first is the one the page opens with: `mae-tiny`, then the others by title. */
export const models: readonly BuiltIn[] = Object.entries(descriptions)
  .sort(
    ([, a], [, b]) =>
      Number(b.id === 'mae-tiny') - Number(a.id === 'mae-tiny') || a.title.localeCompare(b.title),
  )
  .map(([path, json]) => toModel(path, json));
