import type { ImportPlan } from '@bellwether/warehouse';
import { textTable } from './text-table.js';

/** What an import would do, as text: each file, what it was taken for, how each column reads and what is in doubt. */
export const importPlanText = (plan: ImportPlan): string => {
  const parts: string[] = [];
  for (const { table, recognised, fate, reason, profiles, compiled, ambiguous } of plan.tables) {
    const sure = recognised
      ? `${recognised.stream.title} (${recognised.stream.id}), ${Math.round(recognised.confidence * 100)} % sure`
      : 'not recognised';
    parts.push(
      `${table.path}: ${table.rows.toLocaleString('en-US')} rows: ${sure}${reason === null ? '' : `: ${reason}`}`,
    );
    if (compiled) {
      const unmapped = new Set(compiled.unmapped);
      parts.push(
        textTable(
          [
            { header: '  Column', flexible: true },
            { header: 'Read as', flexible: true },
            { header: 'Because', flexible: true },
            { header: 'Examples', flexible: true },
          ],
          profiles.map((profile) => [
            `  ${profile.header}`,
            unmapped.has(profile.header) ? 'kept, not used' : (profile.formats[0]?.kind ?? 'text'),
            profile.proof,
            profile.examples.slice(0, 3).join(', '),
          ]),
        ),
      );
      parts.push(`  gives ${compiled.entities.map(({ entity }) => entity).join(', ')}`);
    }
    for (const open of ambiguous)
      parts.push(
        `  ! ${open.header}: ${open.question} is open (${open.examples.slice(0, 3).join(', ')}). ${open.remedy}`,
      );
    if (fate === 'unrecognised')
      parts.push(
        `  columns: ${table.columns.map(({ header }) => header).join(', ')}\n  write a mapping: bellwether import --scaffold ${table.path}`,
      );
    parts.push('');
  }
  for (const { path, reason } of plan.passedOver) parts.push(`${path}: passed over: ${reason}`);
  return parts.join('\n').trimEnd();
};
