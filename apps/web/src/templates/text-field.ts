export interface TextFieldGiven {
  name: string;
  label: string;
  value: string;
  errors?: readonly string[];
  hint?: string | null;
  /** Of what is written in it. */
  lang: string;
  dir?: 'ltr' | 'rtl';
  /** Several lines; as many as are shown at first. */
  rows?: number;
}

/** A field of these forms as its partial prints it, with the errors next to it. */
export function textField({ name, label, value, errors = [], hint = null, lang, dir = 'ltr', rows }: TextFieldGiven) {
  const describedBy = [...(errors.length > 0 ? [`${name}-fout`] : []), ...(hint === null ? [] : [`${name}-hint`])].join(' ');
  return { name, label, value, errors, hint, lang, dir, isLong: rows !== undefined, rows: rows ?? null, describedBy };
}

export type TextField = ReturnType<typeof textField>;
