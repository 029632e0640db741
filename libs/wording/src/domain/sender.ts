/** Whether what comes from this sender of text messages can be answered: a number can, a name cannot. @param senders all of them: a message may come from any */
export function canBeAnswered(...senders: readonly (string | undefined)[]): boolean {
  const given = senders.filter((sender) => sender !== undefined);
  return given.length > 0 && given.every((sender) => sender.startsWith('+'));
}
