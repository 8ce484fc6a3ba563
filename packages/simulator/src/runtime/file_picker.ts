/** Asks the person for files, by the browser's own chooser. */

/** What may be chosen. */
export interface PickOptions {
  /** As in `<input accept>`. */
  readonly accept: string;
  readonly multiple: boolean;
  /** Opens the camera where there is one. */
  readonly capture?: 'user' | 'environment';
}

/** Settles with what was chosen; nothing when it was cancelled. */
export function pickFiles({ accept, multiple, capture }: PickOptions): Promise<File[]> {
  const input = document.createElement('input');
  input.type = 'file';
  input.accept = accept;
  input.multiple = multiple;
  if (capture) input.setAttribute('capture', capture);
  input.hidden = true;
  document.body.append(input);
  return new Promise((resolve) => {
    const finish = () => {
      resolve([...(input.files ?? [])]);
      input.remove();
    };
    input.addEventListener('change', finish);
    input.addEventListener('cancel', finish);
    input.click();
  });
}
