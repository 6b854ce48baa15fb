/** A tab of any browser: as little as the sentences of this folder need, since Playwright speaks to none but its own Firefox and WebKit. */

/** Of the Accessibility API; a name is the whole of the one that assistive technology is given. */
export type Role = 'button' | 'dialog' | 'region' | 'slider' | 'status' | 'tab';

/** A file that a page has given to be kept. */
export interface Saved {
  readonly name: string;
  readonly bytes: Buffer;
}

export interface Tab {
  /** Resolves when the page has loaded. */
  goto(address: string): Promise<void>;
  reload(): Promise<void>;
  /** Runs a function in the page. It is sent as text, so it knows nothing but its argument, which is sent as JSON. */
  evaluate<Result, Argument>(
    run: (argument: Argument) => Result | Promise<Result>,
    argument: Argument,
  ): Promise<Result>;
  /** All text of an element. This and what follows wait until there is such an element. */
  text(role: Role, name: string): Promise<string>;
  click(role: Role, name: string): Promise<void>;
  /** Keys by their names in `KeyboardEvent.key`. */
  press(role: Role, name: string, ...keys: readonly string[]): Promise<void>;
  /** Gives files of this machine to what opens the dialog for them. */
  choose(name: string, ...paths: readonly string[]): Promise<void>;
  /** The file that comes of what `act` does. */
  saved(act: () => Promise<void>): Promise<Saved>;
  /** What the browser has complained of so far. */
  readonly complaints: string[];
}
