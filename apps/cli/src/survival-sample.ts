/** A column of numbers that grows with the file: a million objects would cost more than all that is counted with them. */
export class NumberColumn {
  private numbers = new Float64Array(1024);
  private length = 0;

  add(value: number): void {
    if (this.length === this.numbers.length) {
      const longer = new Float64Array(2 * this.length);
      longer.set(this.numbers);
      this.numbers = longer;
    }
    this.numbers[this.length] = value;
    this.length += 1;
  }

  values(): Float64Array {
    return this.numbers.subarray(0, this.length);
  }
}

/** A column of words, each kept once. */
export class WordColumn {
  private readonly places = new Map<string, number>();
  private readonly numbers = new NumberColumn();

  /** @param word an empty one is none */
  add(word: string): void {
    if (word === '') return this.numbers.add(-1);
    const place = this.places.get(word) ?? this.places.size;
    if (place === this.places.size) this.places.set(word, place);
    this.numbers.add(place);
  }

  /** The words in order (numbers by size), and for each row the place of its word among them; -1 for none. */
  values(): Words {
    const words = inOrder([...this.places.keys()]);
    const placeOf = new Map(words.map((word, place) => [word, place]));
    const places = [...this.places.keys()].map((word) => placeOf.get(word) ?? -1);
    return { words, place: Int32Array.from(this.numbers.values(), (number) => (number < 0 ? -1 : (places[number] ?? -1))) };
  }
}

export interface Words {
  words: readonly string[];
  place: Int32Array;
}

/** What a file holds of people who were followed; place i in each column is the same row. */
export interface SurvivalSample {
  time: Float64Array;
  event: Float64Array;
  entry: Float64Array | undefined;
  /** Without --by, null. */
  group: Words | null;
  /** Without --cause, null. -1 where nothing happened, or where it is not known what. */
  cause: Words | null;
  covariates: readonly { name: string; values: Float64Array }[];
}

function inOrder(words: readonly string[]): string[] {
  const areNumbers = words.every((word) => word.trim() !== '' && Number.isFinite(Number(word)));
  return words.toSorted((a, b) => (areNumbers && Number(a) - Number(b)) || (a < b ? -1 : Number(a > b)));
}
