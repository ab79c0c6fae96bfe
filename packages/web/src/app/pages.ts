/** The pages in the order in which they are offered. */
export const pages = [
  { to: '/', title: 'Home' },
  { to: '/metrics', title: 'Measures' },
  { to: '/scorecards', title: 'Scorecards' },
  { to: '/cohorts', title: 'Cohorts & funnel' },
  { to: '/accounts', title: 'Accounts' },
  { to: '/data', title: 'Data' },
  { to: '/settings', title: 'Settings' },
] as const;
