export interface SettingProblem {
  setting: string;
  reason: string;
}

/** A setting that is missing or malformed: its message is what the person at the terminal reads, nothing else is printed. */
export class ConfigurationError extends Error {
  constructor(readonly problems: readonly SettingProblem[]) {
    super(problems.map(({ setting, reason }) => `${setting} ${reason}.`).join('\n'));
    this.name = 'ConfigurationError';
  }
}
