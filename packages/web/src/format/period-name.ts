const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** `2025-03-14` as 14 Mar 2025. */
export const dateText = (iso: string): string => {
  const [year = '', month = '1', day = '1'] = iso.slice(0, 10).split('-');
  return `${Number(day)} ${months[Number(month) - 1] ?? month} ${year}`;
};

/** The name of a period as a person says it: `2025-03` is Mar 2025; ranges join their ends. */
export const periodText = (name: string): string => {
  const [from = '', to] = name.split('..');
  if (to !== undefined && to !== from) return `${periodText(from)} – ${periodText(to)}`;
  const month = /^(\d{4})-(\d{2})$/.exec(from);
  if (month) return `${months[Number(month[2]) - 1] ?? month[2]} ${month[1]}`;
  if (/^\d{4}-\d{2}-\d{2}$/.test(from)) return dateText(from);
  const quarter = /^(FY)?(\d{4})-Q(\d)$/.exec(from);
  if (quarter) return `Q${quarter[3]} ${quarter[1] ?? ''}${quarter[2]}`;
  const week = /^(\d{4})-W(\d{2})$/.exec(from);
  if (week) return `week ${Number(week[2])}, ${week[1]}`;
  return from;
};

/** The shortest name that still tells neighbours apart, for an axis; the year where it differs from the name before. */
export const periodTick = (name: string, before: string | undefined): string => {
  const isFirst = before?.slice(0, 4) !== name.slice(0, 4);
  const month = /^(\d{4})-(\d{2})$/.exec(name);
  if (month) {
    const short = months[Number(month[2]) - 1] ?? '';
    return isFirst ? `${short} ’${(month[1] ?? '').slice(2)}` : short;
  }
  const day = /^(\d{4})-(\d{2})-(\d{2})$/.exec(name);
  if (day)
    return `${Number(day[3])} ${months[Number(day[2]) - 1] ?? ''}${isFirst ? ` ’${(day[1] ?? '').slice(2)}` : ''}`;
  const quarter = /^(FY)?(\d{4})-Q(\d)$/.exec(name);
  if (quarter) return `Q${quarter[3]} ${quarter[1] ?? ''}’${(quarter[2] ?? '').slice(2)}`;
  const week = /^(\d{4})-W(\d{2})$/.exec(name);
  if (week) return isFirst ? `W${week[2]} ’${(week[1] ?? '').slice(2)}` : `W${week[2]}`;
  return name;
};

/** An instant in the organisation's zone, to the minute. */
export const instantText = (instant: string, timeZone = 'UTC'): string => {
  const at = new Date(instant);
  if (Number.isNaN(at.getTime())) return instant;
  return new Intl.DateTimeFormat('en-GB', {
    dateStyle: 'medium',
    timeStyle: 'short',
    timeZone,
  }).format(at);
};
