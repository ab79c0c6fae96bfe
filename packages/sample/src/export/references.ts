import type { Company, Contact, Ticket } from '../world/events.js';
import type { StaffMember } from '../world/staff.js';

/**
 * How files without a system of their own (spreadsheet, survey tool, usage logs) name records of other systems:
 * `<source>:<native id>`.
 */
export const accountReference = (company: Company): string => `hubspot:${company.id}`;
export const contactReference = (contact: Contact): string => `hubspot:${contact.id}`;
export const ticketReference = (ticket: Ticket): string => `zendesk:${ticket.id}`;
export const userReference = (user: StaffMember): string => `hubspot:${user.id}`;
