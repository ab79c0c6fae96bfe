import type { ImportPreview } from '@bellwether/server';
import { textTable } from './text-table.js';

/** What an import would do, as text: each file, what it was taken for, how each column reads and what is in doubt. */
export const importPlanText = (plan: ImportPreview): string => {
  const parts: string[] = [];
  for (const { path, rows, headers, stream, fate, reason, columns, entities, ambiguous } of plan.tables) {
    const sure = stream
      ? `${stream.title} (${stream.id}), ${Math.round(stream.confidence * 100)} % sure`
      : 'not recognised';
    parts.push(
      `${path}: ${rows.toLocaleString('en-US')} rows: ${sure}${reason === null ? '' : `: ${reason}`}`,
    );
    if (entities) {
      parts.push(
        textTable(
          [
            { header: '  Column', flexible: true },
            { header: 'Read as', flexible: true },
            { header: 'Because', flexible: true },
            { header: 'Examples', flexible: true },
          ],
          columns.map(({ header, isUsed, kind, proof, examples }) => [
            `  ${header}`,
            isUsed ? kind : 'kept, not used',
            proof,
            examples.join(', '),
          ]),
        ),
      );
      parts.push(`  gives ${entities.join(', ')}`);
    }
    for (const open of ambiguous)
      parts.push(
        `  ! ${open.header}: ${open.question} is open (${open.examples.join(', ')}). ${open.remedy}`,
      );
    if (fate === 'unrecognised')
      parts.push(`  columns: ${headers.join(', ')}\n  write a mapping: bellwether import --scaffold ${path}`);
    parts.push('');
  }
  for (const { path, reason } of plan.passedOver) parts.push(`${path}: passed over: ${reason}`);
  return parts.join('\n').trimEnd();
};
