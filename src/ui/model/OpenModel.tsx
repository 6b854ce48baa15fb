/** A model of the person's own, from a file. */
import { useId } from 'react';
import { usePlayground } from '../context';

export function OpenModel() {
  const id = useId();
  const openModel = usePlayground((state) => state.openModel);
  return (
    <>
      <input
        id={id}
        className="visually-hidden"
        type="file"
        multiple
        accept=".safetensors,.bin,.pth,.pt,.json,.onnx"
        aria-describedby={`${id}-what`}
        onChange={({ target }) => {
          if (target.files?.length) void openModel([...target.files]);
          // So that choosing the same file again is a change.
          target.value = '';
        }}
      />
      <label htmlFor={id} className="button small">
        Open a model file
      </label>
      <span id={`${id}-what`} className="quiet">
        model.safetensors, pytorch_model.bin or .pth, with config.json if there is one
      </span>
    </>
  );
}
