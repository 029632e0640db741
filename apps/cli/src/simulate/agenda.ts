/** What is going to happen, by the moment: the simulation writes into it and lives it in order. */
export class Agenda<Happening> {
  private readonly entries: { at: number; order: number; happening: Happening }[] = [];
  private written = 0;

  write(at: Temporal.Instant, happening: Happening): void {
    this.entries.push({ at: at.epochMilliseconds, order: (this.written += 1), happening });
  }

  /** Takes out everything up to a moment, earliest first; what stands at the same moment keeps the order in which it was written. */
  take(until: Temporal.Instant): { at: Temporal.Instant; happening: Happening }[] {
    const due = this.entries.filter(({ at }) => at <= until.epochMilliseconds).toSorted((a, b) => a.at - b.at || a.order - b.order);
    const left = this.entries.filter(({ at }) => at > until.epochMilliseconds);
    this.entries.splice(0, this.entries.length, ...left);
    return due.map(({ at, happening }) => ({ at: Temporal.Instant.fromEpochMilliseconds(at), happening }));
  }
}
