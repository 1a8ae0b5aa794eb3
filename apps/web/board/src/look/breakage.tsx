import { Button } from '@mantine/core';
import { Component, type ReactNode } from 'react';

/** A fault of ours must not leave a dispatcher before a blank page. */
export class Breakage extends Component<{ children: ReactNode }, { broken: boolean }> {
  override state = { broken: false };

  static getDerivedStateFromError() {
    return { broken: true };
  }

  override render() {
    if (!this.state.broken) return this.props.children;
    return (
      <main role="alert" style={{ padding: 32 }}>
        <h1>This page has broken</h1>
        <p>Nothing you did is lost: the visits and texts are on the server.</p>
        <Button onClick={() => location.reload()}>Load the board again</Button>
      </main>
    );
  }
}
