/** A number or choice that changes the figure: part of the content hash, never a hidden constant. */
export interface NumberParameter {
  readonly kind: 'number';
  readonly description: string;
  /** null: no default; without a value the figure is null with the reason `assumption_missing`. */
  readonly default: number | null;
  readonly minimum: number;
  readonly maximum: number;
  readonly whole: boolean;
  /** Key of the organisation's assumptions that gives the value where the request does not. */
  readonly assumption?: string;
}

export interface ChoiceParameter {
  readonly kind: 'choice';
  readonly description: string;
  readonly default: string;
  readonly choices: readonly string[];
  readonly assumption?: string;
}

export type Parameter = NumberParameter | ChoiceParameter;

/** A number written in the definition, or the name of one of its parameters. */
export type NumberOrParameter = number | { readonly parameter: string };

/** Values of the parameters of one metric, defaults filled in. */
export type ParameterValues = Readonly<Record<string, number | string | null>>;

export const days = (
  description: string,
  standard: number,
  options: { assumption?: string; maximum?: number } = {},
): NumberParameter => ({
  kind: 'number',
  description,
  default: standard,
  minimum: 0,
  maximum: options.maximum ?? 3650,
  whole: true,
  ...(options.assumption === undefined ? {} : { assumption: options.assumption }),
});

export const months = (description: string, standard: number): NumberParameter => ({
  kind: 'number',
  description,
  default: standard,
  minimum: 1,
  maximum: 120,
  whole: true,
});

/** A share that only the organisation can declare. */
export const declaredShare = (description: string, assumption: string): NumberParameter => ({
  kind: 'number',
  description,
  default: null,
  minimum: 0,
  maximum: 1,
  whole: false,
  assumption,
});
