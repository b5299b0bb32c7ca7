package dev.portcullis.access;

/** What a requirement says of an identity. */
public enum Verdict {
  /** The request may go on. */
  PASS,
  /** It may go on once somebody has proved who they are. */
  NEEDS_IDENTITY,
  /** Whoever asks, with what they have now, may not; proving it again does not help. */
  LACKS_ROLE
}
