// The last net: an error while drawing is said in words, with a way on, never a white page.
import { Container } from '@mantine/core';
import { Component, type ReactNode } from 'react';
import { Failure } from '~/ui/Failure';

interface State {
  error: unknown;
  failed: boolean;
}

export class Boundary extends Component<{ children: ReactNode }, State> {
  override state: State = { error: null, failed: false };

  static getDerivedStateFromError(error: unknown): State {
    return { error, failed: true };
  }

  override render(): ReactNode {
    if (!this.state.failed) return this.props.children;
    return (
      <Container component="main" size="sm" py="xl">
        <Failure error={this.state.error} retry={() => window.location.reload()} page />
      </Container>
    );
  }
}
