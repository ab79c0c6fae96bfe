import type { ImportReport } from '@bellwether/warehouse';
import { textTable } from './text-table.js';

const count = (value: number): string => value.toLocaleString('en-US');

/** The reconciliation of an import as text: each file, what it was, and where its rows went. */
export const reconciliation = (report: ImportReport): string => {
  const rows = report.files.map((file) => [
    file.file.split('/').slice(-2).join('/'),
    file.stream ?? '?',
    file.fate === 'load' ? `${Math.round((file.confidence ?? 0) * 100)} %` : file.fate.replaceAll('_', ' '),
    count(file.rowsIn),
    count(file.rowsLoaded),
    count(file.rowsQuarantined),
    count(file.rowsIgnored),
  ]);
  rows.push([
    'all',
    '',
    '',
    count(report.rowsIn),
    count(report.rowsLoaded),
    count(report.rowsQuarantined),
    count(report.rowsIgnored),
  ]);
  const lines = [
    textTable(
      [
        { header: 'File', flexible: true },
        { header: 'Taken for', flexible: true },
        { header: 'Sure' },
        { header: 'Rows in', align: 'right' },
        { header: '= Loaded', align: 'right' },
        { header: '+ Quarantined', align: 'right' },
        { header: '+ Ignored', align: 'right' },
      ],
      rows,
    ),
  ];
  for (const file of report.files) {
    if (file.reason !== null && file.fate !== 'load') lines.push(`${file.file}: ${file.reason}`);
    for (const { reason, rows: ignored } of file.fate === 'load' ? file.ignored : [])
      lines.push(`${file.file}: ${count(ignored)} rows ignored: ${reason}`);
    if (file.unmapped.length > 0) lines.push(`${file.file}: kept, but not used: ${file.unmapped.join(', ')}`);
  }
  for (const { path, reason } of report.passedOver) lines.push(`${path}: passed over: ${reason}`);
  return lines.join('\n');
};
