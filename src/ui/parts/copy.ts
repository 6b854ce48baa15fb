/** Puts text on the clipboard; what there is to say of it. `what` it is, for a person who then must copy it by hand. */
export async function copyText(text: string, what: string): Promise<string> {
  try {
    await navigator.clipboard.writeText(text);
    return 'Copied.';
  } catch {
    return `The browser does not allow copying here. Select the ${what} and copy ${what.endsWith('s') ? 'them' : 'it'}.`;
  }
}
