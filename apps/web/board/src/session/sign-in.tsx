import { Button, PasswordInput, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { Notice } from '../look/notice';
import { signIn } from './session';
import css from './sign-in.module.css';

export function SignIn({ onSignedIn }: { onSignedIn: () => void }) {
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [refused, setRefused] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);

  async function submit(event: FormEvent) {
    event.preventDefault();
    setBusy(true);
    setRefused(null);
    const answer = await signIn(email.trim(), password);
    setBusy(false);
    if (answer.ok) onSignedIn();
    else setRefused(answer.say);
  }

  return (
    <main className={css.page}>
      <form className={css.card} onSubmit={submit}>
        <div>
          <h1>Doorward</h1>
          <p>Sign in to the dispatch board.</p>
        </div>
        <TextInput
          label="Email"
          type="email"
          autoComplete="username"
          required
          autoFocus
          withAsterisk={false}
          value={email}
          onChange={(event) => setEmail(event.currentTarget.value)}
        />
        <PasswordInput
          label="Password"
          autoComplete="current-password"
          required
          withAsterisk={false}
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
        />
        {refused && <Notice tone="bad">{refused}</Notice>}
        <Button type="submit" loading={isBusy}>
          Sign in
        </Button>
      </form>
    </main>
  );
}
