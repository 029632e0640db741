import { Allow } from 'class-validator';

/*
 * The name and value of the button that was pressed. Anything may come in and only what a button of ours says is taken (`readAnswer` and
 * its like are total): a form that cannot be read is not refused with an error page but shown again.
 */

export class StartForm {
  @Allow()
  taal?: unknown;
}

export class SendForm {
  @Allow()
  versturen?: unknown;
}

export class StopForm {
  @Allow()
  wat?: unknown;
}

export class PreferenceForm {
  @Allow()
  kanaal?: unknown;

  @Allow()
  antwoord?: unknown;

  @Allow()
  taal?: unknown;

  @Allow()
  uren?: unknown;
}

export class WordForm {
  @Allow()
  bericht?: unknown;

  @Allow()
  versturen?: unknown;
}
