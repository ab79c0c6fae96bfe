import { type Cell, CsvTable, type RowPlace } from '../export/csv-table.js';
import type { Exporter } from '../export/exporter.js';
import { type Sheet, cellText, workbookPath, type WorkbookCell } from '../export/workbook.js';
import type { AccountLog, Company, Contact, Ticket } from '../world/events.js';
import { sampleError } from '../errors.js';
import type { Fault, Outcome } from './fault.js';

/** What is common to every fault of a row. */
export interface FaultNote {
  readonly kind: string;
  readonly rule: string;
  readonly column: string | null;
  readonly id: string | null;
  readonly must: Outcome;
  readonly what: string;
}

/** Records that faults refer to: what the first accounts of the simulation offer. */
export interface Anchors {
  readonly company: Company;
  readonly contact: Contact;
  /** A subscriber that never ordered anything: an order of 2022 changes no later figure. */
  readonly subscriber: Company;
  readonly ticket: Ticket;
  /** Help-desk organisation of that ticket. */
  readonly organizationId: string;
}

/**
 * Adds wrong rows after the clean ones. Every row that a correct reader loads (flagged ones) is dated 2022 or belongs to a
 * prospect, so figures from 2023 on stay what they are.
 */
export class FaultInjector {
  readonly faults: Fault[] = [];
  readonly exporter: Exporter;
  #company: Company | null = null;
  #contact: Contact | null = null;
  #subscriber: Company | null = null;
  #ticket: Ticket | null = null;
  #organizationId = '';
  #next = 0;

  constructor(exporter: Exporter) {
    this.exporter = exporter;
  }

  /** Looks for records to hang faults on. */
  observe(log: AccountLog): void {
    if (!log.company) return;
    if (log.contacts[0]) {
      this.#company ??= log.company;
      this.#contact ??= log.contacts[0];
    }
    const isSubscriber = log.subscriptions.some((subscription) => subscription.paidFrom !== null);
    if (isSubscriber && log.orders.length === 0) this.#subscriber ??= log.company;
    const ticket = log.tickets.find((candidate) => candidate.exclusion === 'none');
    if (ticket && !this.#ticket) {
      this.#ticket = ticket;
      this.#organizationId = log.company.zendeskId;
    }
  }

  anchors(): Anchors {
    const company = this.#company;
    const contact = this.#contact;
    const subscriber = this.#subscriber;
    const ticket = this.#ticket;
    if (!company || !contact || !subscriber || !ticket) {
      throw sampleError('SAMPLE_FAULT', 'no record to refer to', 'generate a larger company');
    }
    return { company, contact, subscriber, ticket, organizationId: this.#organizationId };
  }

  /** A number that no clean record has. */
  freshNumber(base: number): string {
    this.#next += 1;
    return String(base + this.#next);
  }

  /** A row of a CSV file with these cells; the others are empty. */
  row(table: CsvTable, cells: Readonly<Record<string, Cell>>, note?: FaultNote): RowPlace {
    for (const name of Object.keys(cells)) {
      if (!table.filled.includes(name))
        throw sampleError('SAMPLE_FAULT', `${table.path}: ${name}`, 'no such column');
    }
    return this.copy(
      table,
      table.filled.map((name) => cells[name] ?? ''),
      note,
    );
  }

  /** A whole row of a CSV file, in the order of its filled columns. */
  copy(table: CsvTable, row: readonly Cell[], note?: FaultNote): RowPlace {
    const place = table.writeRow(row);
    if (note) {
      const index = note.column === null ? -1 : table.filled.indexOf(note.column);
      const value = index < 0 ? null : String(row[index] ?? '');
      this.faults.push({ ...note, file: `exports/${table.path}`, sheet: null, ...place, value });
    }
    return place;
  }

  /** A line as it is. */
  line(table: CsvTable, text: string, note: FaultNote): void {
    this.faults.push({
      ...note,
      file: `exports/${table.path}`,
      sheet: null,
      ...table.writeLine(text),
      value: null,
    });
  }

  /** A row of the finance workbook, or of the CSV file that stands for the sheet in a large company. */
  financeRow(name: string, cells: Readonly<Record<string, WorkbookCell>>, note?: FaultNote): void {
    const { finance } = this.exporter;
    const table = finance.csvTables.find((candidate) => candidate.path === `finance/${name}.csv`);
    if (table) {
      const texts = Object.fromEntries(Object.entries(cells).map(([key, cell]) => [key, cellText(cell)]));
      this.row(table, texts, note);
      return;
    }
    const sheet = finance.sheet(name) as Sheet;
    const row = sheet.columns.map((column) => cells[column] ?? null);
    sheet.rows.push(row);
    if (!note) return;
    const value = note.column === null ? null : cellText(cells[note.column] ?? null);
    const position = sheet.rows.length;
    this.faults.push({
      ...note,
      file: `exports/${workbookPath}`,
      sheet: name,
      line: position + 1,
      row: position,
      value,
    });
  }

  /** A fault of a whole file. */
  file(path: string, note: FaultNote): void {
    this.faults.push({ ...note, file: path, sheet: null, line: null, row: null, value: null });
  }
}
