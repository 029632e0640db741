/** Something about a file that its maker should know. `place` is where it stands, as in `items[2].options[0].label`; empty: the whole file. */
export interface ExchangeProblem {
  place: string;
  /** For a message in the words of who reads it: `exchange.<code>`. */
  code: string;
  values: Record<string, string | number>;
  /** `refused`: it cannot be taken up, or not be published, like this; `remark`: it can. */
  severity: 'refused' | 'remark';
  /** One Dutch sentence at B1: what is wrong, and what would be right. */
  sentence: string;
}

/** Something one format says and the other has no place for: it did not go along. */
export interface NotMapped {
  place: string;
  /** One Dutch sentence at B1. */
  sentence: string;
}

/** What became of a file. */
export interface Imported {
  /** Of the draft that was made; null: nothing was, and `problems` says why. */
  key: string | null;
  problems: ExchangeProblem[];
  notMapped: NotMapped[];
}

/** A file to save. */
export interface ExchangeFile {
  /** `hoe-gaat-het.3.json` */
  name: string;
  contentType: string;
  text: string;
  /** What the format has no place for, and is not in the file. */
  notMapped: NotMapped[];
}
