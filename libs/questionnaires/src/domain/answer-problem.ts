/** Why what was sent is no answer, and what a sentence about it has to name: `min`, `max`, `from`, `until`, `most`. */
export interface AnswerProblem {
  code: 'empty' | 'not-an-option' | 'not-a-number' | 'too-low' | 'too-high' | 'not-a-date' | 'too-early' | 'too-late' | 'too-long';
  values: Record<string, string | number>;
}
