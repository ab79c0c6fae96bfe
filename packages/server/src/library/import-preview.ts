import type { ImportPlan, PlannedTable } from '@bellwether/warehouse';

/** What an import would do, as far as it is shown: how it is compiled stays with the workspace. */
export interface ImportPreview {
  readonly tables: readonly {
    readonly path: string;
    readonly rows: number;
    readonly headers: readonly string[];
    readonly stream: { readonly id: string; readonly title: string; readonly confidence: number } | null;
    readonly fate: PlannedTable['fate'];
    readonly reason: string | null;
    /** How each column reads; empty where the table is not read. */
    readonly columns: readonly {
      readonly header: string;
      readonly isUsed: boolean;
      readonly kind: string;
      readonly proof: string;
      readonly examples: readonly string[];
    }[];
    /** Kinds of record that it gives; null where it is not read. */
    readonly entities: readonly string[] | null;
    readonly ambiguous: readonly {
      readonly header: string;
      readonly question: string;
      readonly examples: readonly string[];
      readonly remedy: string;
    }[];
  }[];
  readonly passedOver: readonly { readonly path: string; readonly reason: string }[];
}

const shown = 3;

export const importPreview = ({ tables, passedOver }: ImportPlan): ImportPreview => ({
  passedOver,
  tables: tables.map(({ table, recognised, fate, reason, profiles, compiled, ambiguous }) => {
    const unmapped = new Set(compiled?.unmapped);
    return {
      path: table.path,
      rows: table.rows,
      headers: table.columns.map(({ header }) => header),
      stream:
        recognised === null
          ? null
          : {
              id: recognised.stream.id,
              title: recognised.stream.title,
              confidence: recognised.confidence,
            },
      fate,
      reason,
      columns:
        compiled === null
          ? []
          : profiles.map(({ header, formats, proof, examples }) => ({
              header,
              isUsed: !unmapped.has(header),
              kind: formats[0]?.kind ?? 'text',
              proof,
              examples: examples.slice(0, shown),
            })),
      entities: compiled?.entities.map(({ entity }) => entity) ?? null,
      ambiguous: ambiguous.map(({ header, question, examples, remedy }) => ({
        header,
        question,
        examples: examples.slice(0, shown),
        remedy,
      })),
    };
  }),
});
