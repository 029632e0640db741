/** Something to tell about a file: where, what, and what goes into the sentence. `place` is as in `items[2].options[0].label.nl`; empty: all of it. */
export interface Remark {
  place: string;
  /** Of its sentence in `messages/<language>/exchange.json`. */
  code: string;
  values: Record<string, string | number>;
}

/** Something about a file that whoever brings it should know. */
export interface ExchangeProblem extends Remark {
  /** `refused`: it cannot be taken up, or not be published, like this; `remark`: it can. */
  severity: 'refused' | 'remark';
  /** In Dutch at B1: what is wrong, and what would be right. `tellRemark` says it in another language. */
  sentence: string;
}

/** Something one format says and the other has no place for: it did not go along. */
export interface NotMapped extends Remark {
  /** In Dutch at B1. */
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
