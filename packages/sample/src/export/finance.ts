import { addMonths } from '../time/days.js';
import { firstDay } from '../time/periods.js';
import { services } from '../world/catalogue.js';
import type { AccountLog, Company, Contract, Order } from '../world/events.js';
import type { CostRow } from '../world/finance.js';
import type { Setting } from '../simulate/simulation.js';
import { CsvTable } from './csv-table.js';
import { accountReference, userReference } from './references.js';
import { cellText, Sheet, type WorkbookCell, workbookPath, writeWorkbook } from './workbook.js';

/** Above this many customers contracts and orders no longer fit a spreadsheet well and come as CSV files beside it. */
const spreadsheetLimit = 5000;

interface RowSink {
  write(...row: WorkbookCell[]): void;
}

const day = (value: number): WorkbookCell => ({ day: value });
const maybeDay = (value: number | null): WorkbookCell => (value === null ? null : day(value));
const money = (cents: number | null): WorkbookCell => (cents === null ? null : cents / 100);

/** The finance department's spreadsheet: a sheet for each kind of row, headed as the model's plain templates are. */
export class FinanceExport {
  readonly sheets: Sheet[] = [];
  readonly csvTables: CsvTable[] = [];
  readonly #directory: string;
  readonly #contracts: RowSink;
  readonly #orders: RowSink;
  readonly #lines: RowSink;
  readonly #refunds: RowSink;

  constructor(directory: string, customers: number) {
    this.#directory = directory;
    const large = customers > spreadsheetLimit;
    const sink = (name: string, columns: readonly string[]): RowSink =>
      large ? this.#csv(name, columns) : this.#sheet(name, columns);
    this.#contracts = sink('contract', [
      'Contract ID',
      'Account ID',
      'Start Date',
      'Renewal Date',
      'Contract Value',
      'Currency',
      'Auto Renew',
      'Outcome',
      'Decided On',
      'Renewed Value',
    ]);
    this.#orders = sink('order', ['Order ID', 'Account ID', 'Order Date', 'Status', 'Channel', 'Currency']);
    this.#lines = sink('order_line', [
      'Order Line ID',
      'Order ID',
      'Product ID',
      'Description',
      'Kind',
      'Quantity',
      'Unit Price',
      'Amount',
      'Unit Cost',
      'Currency',
    ]);
    this.#refunds = sink('refund', [
      'Refund ID',
      'Order ID',
      'Account ID',
      'Refund Amount',
      'Currency',
      'Refund Date',
    ]);
  }

  sheet(name: string): Sheet | undefined {
    return this.sheets.find((candidate) => candidate.name === name);
  }

  writeAccount(log: AccountLog): void {
    const { company } = log;
    if (!company) return;
    for (const contract of log.contracts) this.#writeContract(contract, company);
    for (const order of log.orders) this.#writeOrder(order, company);
  }

  writeSetting(setting: Setting, costs: readonly CostRow[]): void {
    const products = this.#sheet('product', [
      'Product ID',
      'Product Name',
      'Category',
      'List Price',
      'Unit Cost',
      'Currency',
    ]);
    for (const service of services) {
      products.write(
        service.id,
        service.name,
        service.category,
        money(service.unitPrice),
        money(service.unitCost),
        'EUR',
      );
    }
    const cost = this.#sheet('cost_item', ['Cost ID', 'Month', 'Category', 'Purpose', 'Amount', 'Currency']);
    for (const row of costs) {
      cost.write(
        row.id,
        day(addMonths(firstDay, row.month)),
        row.category,
        row.purpose,
        money(row.amount),
        'EUR',
      );
    }
    const quota = this.#sheet('quota', ['Quota ID', 'Owner', 'Month', 'Quota', 'Currency']);
    for (const row of setting.quotas) {
      quota.write(
        row.id,
        userReference(row.owner),
        day(addMonths(firstDay, row.month)),
        money(row.amount),
        'EUR',
      );
    }
    const flows = this.#sheet('cash_flow', [
      'Cash Flow ID',
      'Project',
      'Date',
      'Cash Flow',
      'Currency',
      'Description',
    ]);
    for (const row of setting.cashFlows)
      flows.write(row.id, 'CRM', day(row.day), money(row.amount), 'EUR', row.description);
    const rates = this.#sheet('fx_rate', ['Date', 'From Currency', 'To Currency', 'Rate']);
    for (const row of setting.rates) rates.write(day(row.day), 'USD', 'EUR', row.rate / 10_000);
  }

  async close(): Promise<void> {
    for (const table of this.csvTables) table.close();
    await writeWorkbook(this.#directory, workbookPath, this.sheets);
  }

  #sheet(name: string, columns: readonly string[]): Sheet {
    const sheet = new Sheet(name, columns);
    this.sheets.push(sheet);
    return sheet;
  }

  #csv(name: string, columns: readonly string[]): RowSink {
    const table = new CsvTable(this.#directory, `finance/${name}.csv`, columns);
    this.csvTables.push(table);
    return { write: (...row) => table.write(...row.map(cellText)) };
  }

  #writeContract(contract: Contract, company: Company): void {
    this.#contracts.write(
      contract.id,
      accountReference(company),
      day(contract.startDay),
      day(contract.dueDay),
      money(contract.value),
      'EUR',
      contract.autoRenew ? 'true' : 'false',
      contract.outcome,
      maybeDay(contract.decidedDay),
      money(contract.renewedValue),
    );
  }

  #writeOrder(order: Order, company: Company): void {
    const account = accountReference(company);
    this.#orders.write(
      order.id,
      account,
      day(order.day),
      order.isCancelled ? 'cancelled' : 'delivered',
      order.channel,
      'EUR',
    );
    order.lines.forEach(({ service, quantity, amount }, index) => {
      this.#lines.write(
        `${order.id}-${index + 1}`,
        order.id,
        service.id,
        service.name,
        'product',
        quantity,
        money(service.unitPrice),
        money(amount),
        money(service.unitCost),
        'EUR',
      );
    });
    if (order.refund) {
      this.#refunds.write(
        order.refund.id,
        order.id,
        account,
        money(order.refund.amount),
        'EUR',
        day(order.refund.day),
      );
    }
  }
}
