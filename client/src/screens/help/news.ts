// What is new, newest first. The words stand in the catalogues, as help.news_<name>_….
export const NEWS = [
  { name: 'client', day: '2026-11-23' },
  { name: 'keyboard', day: '2026-11-23' },
  { name: 'live', day: '2026-11-23' },
] as const;
