import { DEMO_ACCOUNTS, DEMO_PASSWORD } from '#libs/people';
import type { Language } from '#libs/platform';
import { localPath } from '../http/local-path.js';
import { texts } from '../http/views.js';

export type SignInProblem = 'wrong' | 'too-many';

/** The form comes back with the address that was typed, never with the password. In the demo everybody may come in with one tap. */
export function signInPage(
  { email, naar, problem }: { email: string; naar?: string | undefined; problem?: SignInProblem },
  { demo, language }: { demo: boolean; language: Language },
) {
  return {
    email,
    naar: localPath(naar),
    error: problem ? texts.text(language, `signing-in.error.${problem}`) : null,
    demoPassword: demo ? DEMO_PASSWORD : null,
    demoAccounts: demo
      ? DEMO_ACCOUNTS.map((account) => ({ ...account, what: texts.text(language, `signing-in.demo.${account.key}`) }))
      : [],
  };
}
