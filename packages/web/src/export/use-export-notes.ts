import { useOrganisation } from '../api/queries.js';
import type { Note } from './table.js';

/** What every export says besides its own notes: whose figures, in which zone and currency, up to which day. */
export const useExportNotes = (own: readonly Note[]): readonly Note[] => {
  const organisation = useOrganisation().data;
  if (organisation === undefined) return own;
  const { name, isSample, timeZone, currency, asOf } = organisation;
  return [
    ['Company', `${name}${isSample ? ', a made-up sample company' : ''}`],
    ...own,
    ['Time zone', timeZone],
    ['Currency', currency],
    ['Data to', asOf],
  ];
};
