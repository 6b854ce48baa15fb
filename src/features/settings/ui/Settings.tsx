/** The language and the theme, at the end of the header: in sight, since who cannot read the page looks for them. */
import { useEffect, useRef } from 'react';
import { useStore } from 'zustand';
import { usePage } from '../../../ui/context';
import type { Phrase } from '../../../words/said';
import { said } from '../../../words/said';
import { type Language, languages, say, spoken } from '../../../words/say';
import { chooseLanguage } from '../store/language';
import { chooseTheme, type Theme, theme, themes } from '../store/theme';
import './settings.css';

const themeNames: Record<Theme, Phrase> = {
  auto: 'settings.auto',
  light: 'settings.light',
  dark: 'settings.dark',
};

/** Everything is drawn anew in another language; who chose it stays at the choice. */
let isChoosing = false;

function LanguageMenu() {
  const { playground } = usePage();
  const menu = useRef<HTMLSelectElement>(null);
  useEffect(() => {
    if (isChoosing) menu.current?.focus();
    isChoosing = false;
  }, []);
  const choose = (language: Language): void => {
    isChoosing = true;
    chooseLanguage(language).catch(() => {
      isChoosing = false;
      playground.getState().reportProblem(said('settings.noWords', { language: languages[language] }));
    });
  };
  return (
    <select
      ref={menu}
      aria-label={say('settings.language')}
      value={spoken()}
      onChange={({ target }) => choose(target.value as Language)}
    >
      {Object.entries(languages).map(([language, name]) => (
        <option key={language} value={language} lang={language}>
          {name}
        </option>
      ))}
    </select>
  );
}

function ThemeMenu() {
  const chosen = useStore(theme, (state) => state.theme);
  return (
    <select
      aria-label={say('settings.theme')}
      value={chosen}
      onChange={({ target }) => chooseTheme(target.value as Theme)}
    >
      {themes.map((name) => (
        <option key={name} value={name}>
          {say(themeNames[name])}
        </option>
      ))}
    </select>
  );
}

export const Settings = () => (
  <span className="settings">
    <LanguageMenu />
    <ThemeMenu />
  </span>
);
