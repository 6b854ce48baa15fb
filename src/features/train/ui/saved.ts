/** A trained model as one file to download. */
import { downloadZip } from 'client-zip';
import { save } from '../../../ui/export/save';
import type { RunFacts } from '../store/run';

/** As the hub names them, so that transformers and the recipe open the folder. */
export const WEIGHTS = 'model.safetensors';

export async function saveModel(files: readonly File[], { number }: RunFacts): Promise<void> {
  const entries = files.map((file) => ({ name: file.name, input: file }));
  save(await downloadZip(entries).blob(), `mae-trained-${number}.zip`);
}
