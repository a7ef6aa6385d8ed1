import { Component, type ReactNode } from "react";
import { Button } from "../kit/Button";
import { Empty } from "../kit/Empty";
import { texts } from "./texts";

/** A fault in a screen must not look like lost data. It is forgotten at another `place`. */
export class ErrorBoundary extends Component<{ children: ReactNode; place?: string }, { error: Error | null }> {
  override state: { error: Error | null } = { error: null };

  static getDerivedStateFromError(error: Error) {
    return { error };
  }

  override componentDidUpdate(before: { place?: string }) {
    if (before.place !== this.props.place && this.state.error) this.setState({ error: null });
  }

  override render() {
    const { error } = this.state;
    if (!error) return this.props.children;
    return (
      <main style={{ padding: "10vh 48px" }}>
        <Empty
          title={texts.crash.title}
          text={`${texts.crash.text} (${error.message})`}
          action={
            <Button look="primary" onClick={() => this.setState({ error: null })}>
              {texts.crash.again}
            </Button>
          }
        />
      </main>
    );
  }
}
