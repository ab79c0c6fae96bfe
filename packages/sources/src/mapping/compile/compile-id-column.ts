import type { Column } from '@bellwether/model';
import {
  isBadSalesforceIdSql,
  salesforceChecksumSql,
  salesforceIdSql,
  upperCaseBitsSql,
} from '../salesforce-id.js';
import type { ValueSpec } from '../schema.js';
import { literal } from '../sql-text.js';
import type { CompiledColumn, Finding } from './compiled-column.js';
import type { RowScope } from './row-scope.js';
import { textOfBranches } from './value-branches.js';
import type { Branch } from './value-branches.js';

const shown = (text: string): string => `'''' || left(${text}, 80) || ''''`;

const finding = (rule: string, name: string, when: string, message: string): Finding => ({
  when,
  message: `${literal(`${rule}|${name}|`)} || ${message}`,
});

/**
 * An id or reference: `<source>:<native id>`, the native part as it is. A broken id makes a reject where the row
 * cannot do without it, and a warning where it is only an optional reference.
 */
export const compileIdColumn = (
  name: string,
  column: Column,
  spec: ValueSpec,
  branches: readonly Branch[],
  scope: RowScope,
): CompiledColumn => {
  const text = scope.derive(textOfBranches(branches) ?? 'NULL');
  const prefix = spec.prefix ?? scope.stream.source;
  const isSalesforce = spec.id_format === 'salesforce';
  const checksum = isSalesforce
    ? scope.derive(salesforceChecksumSql(scope.derive(upperCaseBitsSql(text))))
    : '';
  const native = isSalesforce ? salesforceIdSql(text, checksum) : text;
  const value = prefix === '' ? native : `${literal(`${prefix}:`)} || ${native}`;
  const findings: Finding[] = [];
  if (isSalesforce) {
    findings.push(
      finding(
        'K-04',
        name,
        `t_${name} IS NOT NULL AND (${isBadSalesforceIdSql(`t_${name}`, checksum)})`,
        `${literal('no Salesforce id: ')} || ${shown(`t_${name}`)}`,
      ),
    );
  }
  if (column.type === 'id') {
    const exponent = `strpos(t_${name}, 'E+') > 0 AND regexp_full_match(t_${name}, '[0-9](\\.[0-9]+)?E\\+[0-9]+')`;
    findings.push(
      finding('F-09', name, exponent, `${literal('id lost its digits: ')} || ${shown(`t_${name}`)}`),
    );
  }
  const missing = column.required
    ? [finding('K-01', name, `t_${name} IS NULL`, literal(`${name} is empty; it is needed`))]
    : [];
  return {
    name,
    casts: [`${text} AS t_${name}`, `${value} AS u_${name}`],
    outputs: [`u_${name} AS ${name}`],
    problems: column.required ? [...missing, ...findings] : [],
    warnings: column.required ? [] : findings,
    value: `u_${name}`,
  };
};
