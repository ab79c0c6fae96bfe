import type { Company, Contact, Ticket } from '../world/events.js';
import type { StaffMember } from '../world/staff.js';

/**
 * How files without a system of their own (spreadsheet, survey tool, usage logs) name records of other systems: by
 * their bare ids there, as people do.
 */
export const accountReference = (company: Company): string => company.id;
export const contactReference = (contact: Contact): string => contact.id;
export const ticketReference = (ticket: Ticket): string => ticket.id;
/** HubSpot's exports name owners in full, so the full name is the id. */
export const userReference = (user: StaffMember): string => user.name;
