/** What of the page stands outside of what is drawn: its title, its language and colours, and the words of `index.html`. */
import { onLanguage, say, spoken } from '../../../words/say';
import { theme } from '../store/theme';

const SHADES = { light: '#faf9f7', dark: '#131416' };

function word(selector: string, text: string): void {
  const element = document.querySelector(selector);
  // What is right already is not touched: the words of the first paint stay the same elements.
  if (element && element.textContent !== text) element.textContent = text;
}

function sayAround(): void {
  document.documentElement.lang = spoken();
  document.title = say('head.title');
  word('.page-header h1', say('head.title'));
  word('.page-header .lead', say('head.lead'));
  word('.page-header .paper', say('head.paper'));
  document.querySelector('meta[name=description]')?.setAttribute('content', say('head.description'));
}

function colour(): void {
  const chosen = theme.getState().theme;
  document.documentElement.dataset.theme = chosen;
  for (const shade of ['light', 'dark'] as const) {
    document
      .querySelector(`meta[name=theme-color][media*=${shade}]`)
      ?.setAttribute('content', SHADES[chosen === 'auto' ? shade : chosen]);
  }
}

/** Call once: now, and whenever language or theme change. */
export function keepDocument(): void {
  // What `index.html` says is English, and stands there already.
  if (spoken() !== 'en') sayAround();
  colour();
  onLanguage(sayAround);
  theme.subscribe(colour);
}
