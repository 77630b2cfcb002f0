// What the reader has chosen: language and theme.

import { STRINGS } from './strings.js';

export const state = {
  /** 'zh' or 'en'. */
  language: 'zh',
  /** 'light', 'dark', or null to follow the system. */
  theme: null,
  /** The measure between documents, one of METRICS. */
  metric: 'coverage',
  /** The measure between sections: like subjects, whatever their words. */
  sectionMetric: 'cosine',
};

/** Storage may be forbidden for files on disk; the choice then lasts as long as the page. */
function remembered(key) {
  try {
    return sessionStorage.getItem(`leitong.${key}`);
  } catch {
    return null;
  }
}

function remember(key, value) {
  try {
    sessionStorage.setItem(`leitong.${key}`, value);
  } catch {
    // Nothing depends on it.
  }
}

export function startState(language) {
  const chosen = remembered('language');
  setLanguage(chosen === 'zh' || chosen === 'en' ? chosen : language);
  const theme = remembered('theme');
  if (theme === 'light' || theme === 'dark') setTheme(theme);
}

export function setLanguage(language) {
  state.language = language;
  document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en';
  remember('language', language);
}

export function setTheme(theme) {
  state.theme = theme;
  document.documentElement.dataset.theme = theme;
  remember('theme', theme);
}

export function isDark() {
  return state.theme ? state.theme === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
}

/** The string of a key in the language chosen, with `{name}` replaced by values. */
export function t(key, values = {}) {
  const pair = (String(values.n) === '1' && STRINGS[`${key}.one`]) || STRINGS[key];
  if (!pair) throw new Error(`no string is called ${key}`);
  const wording = pair[state.language === 'zh' ? 0 : 1];
  return wording.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? String(values[name]) : whole));
}
